import type { PerturbationClass } from '#core/model/trial.ts';
import type { PerturbationDimension } from '#protocols/perturbation.ts';

/** The class of a perturbation as a label. */
export const classText: Readonly<Record<PerturbationClass, string>> = {
  P: 'P · keeps the meaning',
  L: 'L · unreviewed',
  N: 'N · changes the meaning',
};

/** What the perturbations of a dimension vary. */
export const dimensionText: Readonly<Record<PerturbationDimension, string>> = {
  template: 'Format and wording of the prompt',
  'option-order': 'Answer options',
  surface: 'Typing, spelling and style',
  unicode: 'Encoding',
  script: 'Script',
  context: 'Text around the task',
  fairness: 'Counterfactuals',
  composition: 'Compositions and your own',
};
