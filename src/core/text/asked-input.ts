import { DEFAULT_PASSAGE_RENDER, type PassageRender } from '../model/passages.ts';
import type { Sample } from '../model/sample.ts';
import { fillTemplate } from './fill-template.ts';

/** What is asked of a sample: its passages, if it has any, then its input. */
export function toAskedInput(
  { passages: render = DEFAULT_PASSAGE_RENDER }: { readonly passages?: PassageRender | undefined },
  { passages, input }: Pick<Sample, 'passages' | 'input'>,
): string {
  const before = (passages?.texts ?? []).map(
    (passage, index) => fillTemplate(render.template, { passage, number: String(index + 1) }) + render.separator,
  );
  return before.join('') + input;
}
