import type { SampleOptions } from './sample.ts';
import type { ChooseMode } from './task-mode.ts';

/** Text that stands for each option when it is forced, without the delimiter; empty when the mode asks for labels that are not there. */
export function toOptionTexts(mode: ChooseMode, options: SampleOptions): readonly string[] {
  return mode.force === 'texts' ? options.texts : (options.labels ?? []);
}

/** What is forced after the prompt for each option. */
export function toContinuations(mode: ChooseMode, options: SampleOptions): readonly string[] {
  return toOptionTexts(mode, options).map((text) => mode.delimiter + text);
}
