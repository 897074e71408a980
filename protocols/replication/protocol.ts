import type { Protocol } from '../protocol.ts';

/** Do two runs of one design agree: METRICS §8. */
export const replicationProtocol: Protocol = {
  id: 'replication',
  version: 1,
  title: 'Replication',
  description:
    'Runs a configuration again with the same derived seeds and says on which rung of a ladder the two runs agree.',
  configuredBy: 'no field: Replicate on a report, or npm run replicate',
  citation: ['METRICS §8 with the corrections of DESIGN §8', 'Schuirmann 1987, two one-sided tests', 'Holm 1979'],
  estimands: ['replication_verdict'],
};
