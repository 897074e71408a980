import type { Protocol } from '../protocol.ts';

/** Every sample under small changes that keep its meaning, against its own repetitions: METRICS §3. */
export const perturbationProtocol: Protocol = {
  id: 'perturbation',
  version: 1,
  title: 'Small changes to the prompt',
  description: 'Asks every sample again with changed wording, spacing, order or encoding and shows what that costs.',
  configuredBy: 'protocol.perturbations',
  citation: [
    'Sclar et al. 2023, FormatSpread, arXiv:2310.11324',
    'Mizrahi et al. 2024, State of What Art, arXiv:2401.00595',
    'Ribeiro et al. 2020, CheckList, arXiv:2005.04118',
    'Liang et al. 2022, HELM, arXiv:2211.09110',
  ],
  estimands: ['acc_drop', 'excess_flip', 'worst_case_gap_adj', 'worst_case_acc', 'flip_rate', 'format_spread'],
};
