import type { Sample } from '#core/model/sample.ts';
import { createRng } from '#core/rng/rng.ts';
import { toChoiceSamples } from './choice-samples.ts';
import { toExtractSamples } from './extract-samples.ts';
import { INTENT_COUNT, toIntentSample } from './intent-samples.ts';
import { toNumber, toSample } from './to-sample.ts';

/** Seeds the draws of these samples and nothing else; part of the task's version. */
const TASK_SEED = 'quickstart-1';

const LOOKUPS: readonly (readonly [input: string, target: string])[] = [
  ['keys has Lisbon. José has green. 30 has pasta.\nGive the value of keys.', 'Lisbon'],
  ['doctor is Prague. lamp is Omar. coin is 46.\nWhat is lamp?', 'Omar'],
  ['Lyon is lamp. mirror is cheese. 82 is teacher. Zürich is ring.\nWhat belongs to lamp?', 'Lyon'],
  ['tacos = noodles. Amara = Julia.\nLook up tacos.', 'noodles'],
  ['stamps has 21. Madrid has nurse. rice has blue. pilot has Karl.\nLook up Madrid.', 'nurse'],
  ['Repeat: Oslo books Anya doctor', 'Oslo books Anya doctor'],
  ['Say exactly this: yellow waiter 58', 'yellow waiter 58'],
  ['Repeat after me: Kraków salad', 'Kraków salad'],
  ['Copy the text: letter, book, pizza, Rosa', 'letter, book, pizza, Rosa'],
  ['Write this again: 61 red Noah', '61 red Noah'],
];

const SUMS: readonly (readonly [input: string, target: string])[] = [
  ['There are 7 bags with 4 books in each bag. How many books are there in total? Give only the number.', '28'],
  ['José has 12 coins and finds 5 more. How many coins does José have? Answer with a number only.', '17'],
  ['A bus had 24 people. 9 got on and 1 got off. How many people are on the bus?', '32'],
  ['Olga had 56 stamps and gave 8 to Björn. How many stamps are left?\nShow your work.', '48'],
  ['What is 14 + 9?', '23'],
  ['Compute 40 - 6.', '34'],
  ['How much is 6 * 7?', '42'],
  ['Question: What is 30 + 12?\nAnswer with a number only.', '42'],
  ['A shop in Genève had 50 melons and sold 20. How many melons remain? Show the calculation.', '30'],
  ['Petra has 18 cards. Renée has 3 fewer. How many cards does Renée have?', '15'],
  ['Each of 5 children has 9 flowers. How many flowers do they have together?', '45'],
  ['Noah picked 11 pears and Inês picked 8 pears. How many pears did they pick together?\nGive only the number.', '19'],
  ['Question: Out of 33 eggs, 3 were broken. How many eggs were fine?\nShow your work.', '30'],
  ['Max puts 3 plates on each of 8 tables. How many plates is that?', '24'],
  ['Out of 45 eggs, 5 were broken. How many eggs were fine?\nShow your work.', '40'],
  ['Calculate 8 + 7.', '15'],
];

function toPairSamples(
  family: string,
  name: string,
  pairs: readonly (readonly [input: string, target: string])[],
): readonly Sample[] {
  return pairs.map(([input, target], index) =>
    toSample(`${name}-${toNumber(index)}`, `${name}-${toNumber(index)}`, family, input, target),
  );
}

/** The 100 samples of the quick-start task, version 1, in file order. The same every time. */
export function toQuickstartSamples(): readonly Sample[] {
  const rng = createRng(TASK_SEED);
  const positions = (count: number): readonly number[] => Array.from({ length: count }, (_, index) => index);
  return [
    ...positions(14).flatMap((index) => toChoiceSamples(rng.fork(`choice/${index}`), index)),
    ...positions(15).flatMap((index) => toExtractSamples(rng.fork(`extract/${index}`), index)),
    ...positions(INTENT_COUNT).map((index) => toIntentSample(rng.fork(`intent/${index}`), index)),
    ...toPairSamples('short', 'recall', LOOKUPS),
    ...toPairSamples('math', 'math', SUMS),
  ];
}
