import type { Protocol } from '../protocol.ts';

/** Repetition of every sample under equal conditions: METRICS §2. */
export const multiRunProtocol: Protocol = {
  id: 'multi-run',
  version: 1,
  title: 'Repeated runs',
  description: 'Asks every sample several times with recorded seeds and shows how far the answers agree.',
  configuredBy: 'protocol.epochs; protocol.precision adds epochs until an interval is narrow enough',
  citation: [
    'Yao et al. 2024, tau-bench, arXiv:2406.12045',
    'Chen et al. 2021, Evaluating Large Language Models Trained on Code, arXiv:2107.03374',
  ],
  estimands: [
    'accuracy',
    'pass_hat_k',
    'pass_at_k',
    'agreement_pairwise',
    'outcome_consistency@c',
    'run_accuracy_sd',
    'icc1',
  ],
};
