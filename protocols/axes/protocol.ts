import type { Protocol } from '../protocol.ts';

/** One control of decoding or runtime at a time: METRICS §10.6; never pooled with robustness to prompts. */
export const axesProtocol: Protocol = {
  id: 'axes',
  version: 1,
  title: 'Decoding and runtime axes',
  description:
    'Asks every sample again with one control of decoding or runtime changed, and shows what that does to answers and accuracy.',
  configuredBy: 'protocol.axes',
  citation: [
    'METRICS §10.6',
    'Atil et al. 2024, LLM Stability, arXiv:2408.04667',
    'Dutta et al. 2024, Accuracy is not all you need, arXiv:2407.09141',
  ],
  estimands: ['identical_share', 'flip_rate', 'acc_drop', 'top1_agreement', 'mean_kl'],
};
