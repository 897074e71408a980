import { assert } from '#core/errors/assert.ts';
import type { Rng } from '#core/rng/rng.ts';
import type { Split } from './example.ts';
import type { Lexicon, Term, TermLexicon } from './lexicon.ts';
import { createPseudoWord } from './pseudo-word.ts';

/** Share of words that are held-out ones in the held-out split; source: prototype, MODELS §B3. */
const HELD_OUT_WORD_PERCENT = 50;
/** Share of templates that are held-out ones in the held-out split; source: prototype, MODELS §B3. */
const HELD_OUT_TEMPLATE_PERCENT = 35;
/** Share of open words that are invented; MODELS §B5 asks for a tenth at most, since more of them cost real words. */
const PSEUDO_WORD_PERCENT = 8;

/** The choices of one example, under the rules of its split. Never asks for a fork, which costs a hash. */
export interface Draw {
  readonly split: Split;
  /** Uniform integer in [min, max]. */
  int(min: number, max: number): number;
  /** True in `percent` of 100 draws. */
  chance(percent: number): boolean;
  pick<T>(values: readonly T[]): T;
  /** A key in proportion to its whole-number weight. */
  weighted<T>(weights: readonly (readonly [value: T, weight: number])[]): T;
  shuffle<T>(values: readonly T[]): readonly T[];
  word(lexicon: TermLexicon): Term;
  /** `count` words with different English forms. */
  words(lexicon: TermLexicon, count: number): readonly Term[];
  template<T>(templates: Lexicon<T>): T;
  /** As `template`, but held out if the example would otherwise have nothing that is. Drawn last. */
  lastTemplate<T>(templates: Lexicon<T>): T;
}

/** The choices that `rng` makes under the rules of `split`. */
export function createDraw(rng: Rng, split: Split): Draw {
  let usesHeldOut = false;
  const chance = (percent: number): boolean => rng.int(0, 99) < percent;
  const pick = <T>(values: readonly T[]): T => {
    const value = values[rng.int(0, values.length - 1)];
    assert(value !== undefined, 'nothing to pick from');
    return value;
  };
  const pickHeldOut = <T>(values: readonly T[]): T => {
    usesHeldOut = true;
    return pick(values);
  };
  const word = (lexicon: TermLexicon): Term => {
    if (split === 'held-out' && lexicon.heldOut.length > 0 && chance(HELD_OUT_WORD_PERCENT))
      return pickHeldOut(lexicon.heldOut);
    if (split !== 'held-out' && lexicon.pseudo !== 'none' && chance(PSEUDO_WORD_PERCENT))
      return createPseudoWord(rng, lexicon.pseudo === 'capital');
    return pick(lexicon.train);
  };
  const template = <T>({ train, heldOut }: Lexicon<T>, percent: number): T =>
    split === 'held-out' && heldOut.length > 0 && chance(percent) ? pickHeldOut(heldOut) : pick(train);
  return {
    split,
    int: (min, max) => rng.int(min, max),
    chance,
    pick,
    weighted: (weights) => pickWeighted(rng, weights),
    shuffle: (values) => shuffle(rng, values),
    word,
    words: (lexicon, count) => {
      const byEnglish = new Map<string, Term>();
      while (byEnglish.size < count) {
        const term = word(lexicon);
        byEnglish.set(term.en, term);
      }
      return [...byEnglish.values()];
    },
    template: (templates) => template(templates, HELD_OUT_TEMPLATE_PERCENT),
    lastTemplate: (templates) => template(templates, usesHeldOut ? HELD_OUT_TEMPLATE_PERCENT : 100),
  };
}

function pickWeighted<T>(rng: Rng, weights: readonly (readonly [value: T, weight: number])[]): T {
  let left = rng.int(
    1,
    weights.reduce((sum, [, weight]) => sum + weight, 0),
  );
  for (const [value, weight] of weights) {
    left -= weight;
    if (left <= 0) return value;
  }
  throw new Error('weights sum to less than their sum');
}

function shuffle<T>(rng: Rng, values: readonly T[]): readonly T[] {
  const left = [...values];
  return values.flatMap(() => left.splice(rng.int(0, left.length - 1), 1));
}
