import * as z from 'zod';
import type { Sample, SampleOptions } from '#core/model/sample.ts';
import { locateOptions } from '../locate-options.ts';
import { definePerturbation, type Prompt } from '../perturbation.ts';
import { toProtectedSpans, STRUCTURE_PROTECTED } from '../protected-spans.ts';

/** Options whose text points at other options; METRICS §10.1 skips such samples. */
const REFERS_TO_OTHERS = /\b(?:all|none|both|neither|any) of (?:the above|these|those|them|the other)|\babove\b/iu;

export const optRotateV1 = definePerturbation({
  id: 'opt_rotate',
  version: 1,
  title: 'Option rotation, lists such as A) only',
  description: 'Rotates the answer options and moves the target with them.',
  definition:
    'Rotates the texts of the options under labels that stay: variant v moves each text up by v + 1 places, so m options have the m − 1 variants 0 … m − 2 and any further variant changes nothing. Targets that are labels follow their texts.',
  class: 'P',
  dimension: 'option-order',
  source: 'MMBench CircularEval, arXiv:2307.06281; Zheng et al. 2024, arXiv:2309.03882; METRICS §10.1 opt_rotate',
  keeps: [...STRUCTURE_PROTECTED, 'label'],
  scripts: 'all',
  params: z.strictObject({}),
  defaultParams: {},
  variantCount: 25,
  apply: (prompt, _params, variant) => rotate(prompt, variant + 1),
});

function rotate(prompt: Prompt, places: number): Prompt {
  const { sample } = prompt;
  const { options } = sample;
  if (options === null || places >= options.texts.length) return prompt;
  if (options.texts.some((text) => REFERS_TO_OTHERS.test(text))) return prompt;
  const input = toRotatedInput(sample, options, places);
  if (input === null || input === sample.input) return prompt;
  const texts = toRotated(options.texts, places);
  const target = sample.target.map((entry) => toRotatedTarget(entry, options, places));
  return { ...prompt, sample: { ...sample, input, target, options: { ...options, texts } } };
}

function toRotated(texts: readonly string[], places: number): string[] {
  return texts.map((_, position) => texts[(position + places) % texts.length] ?? '');
}

function toRotatedInput(sample: Sample, options: SampleOptions, places: number): string | null {
  const located = locateOptions(sample);
  if (located === null) return null;
  const kept = toProtectedSpans(sample, ['protect']);
  const isKept = located.texts.some(([start, end]) => kept.some((span) => span[0] < end && start < span[1]));
  if (isKept) return null;
  const texts = toRotated(options.texts, places);
  let input = '';
  let offset = 0;
  for (const [position, [start, end]] of located.texts.entries()) {
    input += sample.input.slice(offset, start) + (texts[position] ?? '');
    offset = end;
  }
  return input + sample.input.slice(offset);
}

/** The label under which a target's text now stands; a target that is no label stays. */
function toRotatedTarget(target: string, options: SampleOptions, places: number): string {
  const position = options.labels?.indexOf(target) ?? -1;
  const count = options.texts.length;
  return position === -1 ? target : (options.labels?.[(position - places + count) % count] ?? target);
}
