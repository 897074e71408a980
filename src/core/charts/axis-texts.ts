import type { AxisType } from '../model/axis.ts';

/** What an axis is called, and what its values are. */
export interface AxisText {
  readonly title: string;
  readonly values: string;
}

const textByType: Readonly<Record<AxisType, AxisText>> = {
  temperature: { title: 'Temperature', values: '0 = always the best token' },
  'top-p': { title: 'Top-p', values: 'above 0, at most 1' },
  'min-p': { title: 'Min-p', values: '0 to 1' },
  'repetition-penalty': { title: 'Repetition penalty', values: 'above 0, 1 = off' },
  'max-tokens': { title: 'Token limit', values: 'shares of max new tokens, below 1' },
  retokenise: { title: 'Other tokens', values: 'chance that a merge is left out, above 0, at most 1' },
  batch: { title: 'Batch size', values: 'rows decoded together' },
  threads: { title: 'Threads', values: 'of the runtime' },
  backend: { title: 'Backend', values: 'the other device' },
  quant: { title: 'Quantisation', values: 'other graphs of the same model' },
};

/** Words for an axis. */
export function toAxisText(type: AxisType): AxisText {
  return textByType[type];
}
