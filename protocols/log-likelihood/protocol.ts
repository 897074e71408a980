import type { Protocol } from '../protocol.ts';

/** Options compared by forced decoding, as lm-evaluation-harness does. */
export const logLikelihoodProtocol: Protocol = {
  id: 'log-likelihood',
  version: 1,
  title: 'Choice by log-probability',
  description:
    'Forces every option of a sample after the prompt and takes the likeliest one, by sum or divided by length.',
  configuredBy: 'task.mode of type choose',
  citation: [
    'Gao et al. 2024, lm-evaluation-harness: loglikelihood, acc and acc_norm',
    'Zheng et al. 2024, arXiv:2309.03882',
  ],
  estimands: ['accuracy', 'rstd', 'position_tvd', 'circular_eval'],
};
