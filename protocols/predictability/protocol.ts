import type { Protocol } from '../protocol.ts';

/** Can failure be told beforehand: METRICS §4. */
export const predictabilityProtocol: Protocol = {
  id: 'predictability',
  version: 1,
  title: 'Predictability of failure',
  description:
    'Compares how sure the model is, by several sources, with whether it was right, and whether it knows when not to answer.',
  configuredBy: 'confidence, abstention; sources from log-probabilities and repetition are always measured',
  citation: [
    'Dimitriadis, Gneiting & Jordan 2021, CORP, PNAS 118(8)',
    'Traub et al. 2024, AUGRC, arXiv:2407.01032',
    'Kadavath et al. 2022, arXiv:2207.05221',
    'Angelopoulos et al. 2022, Conformal Risk Control, arXiv:2208.02814',
  ],
  estimands: [
    'bss',
    'corp_mcb',
    'corp_dsc',
    'auroc',
    'augrc',
    'sel_acc',
    'cov_guaranteed',
    'crc_threshold',
    'abstention_rate',
  ],
};
