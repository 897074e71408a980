import type { Protocol } from '../protocol.ts';

/** Sample size and smallest detectable difference before a run: METRICS §1.5. */
export const sensitivityPlanProtocol: Protocol = {
  id: 'sensitivity-plan',
  version: 1,
  title: 'Sensitivity plan',
  description: 'Says before a run which difference it can detect and how many samples or epochs a wanted one takes.',
  configuredBy: 'no field: from stated variances or a pilot, on Evaluate or with npm run plan',
  citation: ['Miller 2024, Adding Error Bars to Evals, arXiv:2411.00640'],
  estimands: ['mde', 'n_required'],
};
