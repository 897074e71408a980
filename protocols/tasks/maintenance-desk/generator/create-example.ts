import { assert } from '#core/errors/assert.ts';
import type { Rng } from '#core/rng/rng.ts';
import { applyNoise, type Noise } from './apply-noise.ts';
import { createBody } from './create-body.ts';
import { createDraw, type Draw } from './draw.ts';
import type { Example, ExampleBody, Family, Language, Split, Turn } from './example.ts';
import { SYSTEM_PROMPTS } from './system-prompts.ts';

/** Which example to write; what is left out is drawn. */
export interface ExampleOptions {
  readonly split: Split;
  readonly family?: Family;
  /** Hindi is there for `extract` and `triage` alone. */
  readonly language?: Language;
  /** True leaves out noise, system prompt and earlier turns: what the task is made of. */
  readonly isClean?: boolean;
}

/** Shares of the families, in percent: more for what is learnt late (MODELS §B4), least for the fixed sentence. */
const FAMILY_WEIGHTS: readonly (readonly [Family, number])[] = [
  ['extract', 16],
  ['triage', 14],
  ['choice', 21],
  ['dispatch', 14],
  ['count', 18],
  ['decline', 4],
  ['relay', 13],
];
const HINDI_PERCENT = 25;
const SYSTEM_PERCENT = 15;
/** Share of training examples with one or two earlier turns; MODELS §B5. */
const JOINED_PERCENT = 15;
const NOISE_PERCENT = 10;

/**
 * One example, drawn from `rng` alone: the same stream and options give the same example. Streams of examples are forks,
 * one each. With family and language given, English and Hindi from equal streams state the same facts.
 */
export function createExample(rng: Rng, options: ExampleOptions): Example {
  const { split, isClean = false } = options;
  const draw = createDraw(rng, split);
  const family = options.family ?? draw.weighted(FAMILY_WEIGHTS);
  const language = options.language ?? drawLanguage(draw, family);
  assert(language === 'en' || hasHindi(family), `${family} is English only`);
  const body = createBody(draw, family, language);
  if (isClean) return { ...body, family, language, split, system: null, turns: [] };
  return {
    ...body,
    user: drawNoisy(draw, body),
    family,
    language,
    split,
    system: draw.chance(SYSTEM_PERCENT) ? draw.template(SYSTEM_PROMPTS) : null,
    turns: split === 'train' && draw.chance(JOINED_PERCENT) ? drawTurns(draw) : [],
  };
}

/** Whether a family is written in Hindi too. */
export function hasHindi(family: Family): boolean {
  return family === 'extract' || family === 'triage';
}

function drawLanguage(draw: Draw, family: Family): Language {
  return hasHindi(family) && draw.chance(HINDI_PERCENT) ? 'hi' : 'en';
}

function drawNoisy(draw: Draw, { user, keep }: ExampleBody): string {
  if (!draw.chance(NOISE_PERCENT)) return user;
  return applyNoise(draw, user, keep, draw.pick<Noise>(['lower-case', 'typo', 'white-space']));
}

function drawTurns(draw: Draw): readonly Turn[] {
  return Array.from({ length: draw.int(1, 2) }, () => {
    const family = draw.weighted(FAMILY_WEIGHTS);
    const { user, assistant } = createBody(draw, family, drawLanguage(draw, family));
    return { user, assistant };
  });
}
