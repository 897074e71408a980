import { equivalencePower } from '#core/replication/equivalence-power.ts';
import { mcNemar } from '#core/replication/mcnemar.ts';
import type { SampleCell } from '#core/replication/permutation-test.ts';
import { testLabels } from '#core/replication/permutation-test.ts';
import { probPracticallyEqual } from '#core/replication/practical-equality.ts';
import * as z from 'zod';

/** What an oracle compares: a value, or several in order. */
type OracleValue = number | null | readonly (number | null)[];

const number = z.number();
const numbers = z.array(number);

/** Sample, trials in A, trials in B. */
const Cells = z.array(z.tuple([number, numbers, numbers]));

/** Functions of METRICS §8 by the name that `cases.json` uses. */
export const replicationCalls: Readonly<Record<string, (args: readonly unknown[]) => OracleValue>> = {
  testPermutedLabels: (args) => toPValues(...z.tuple([Cells]).parse(args), () => null),
  testSwappedLabels: (args) =>
    toPValues(...z.tuple([Cells]).parse(args), (a, b) => a.filter((outcome, index) => outcome !== b[index]).length),
  mcNemar: (args) => {
    const { exactPValue, midPValue } = mcNemar(...z.tuple([number, number]).parse(args));
    return [exactPValue, midPValue];
  },
  probPracticallyEqual: (args) => {
    const [both, onlyA, onlyB, neither, delta] = z.tuple([number, number, number, number, number]).parse(args);
    return probPracticallyEqual({ both, onlyA, onlyB, neither }, delta);
  },
  equivalencePower: (args) => {
    const [samples, trials, trialVariance, delta] = z.tuple([number, number, number, number]).parse(args);
    return equivalencePower({ samples, trials, trialVariance, delta });
  },
};

function toPValues(
  cells: z.infer<typeof Cells>,
  toDiscordant: (a: readonly number[], b: readonly number[]) => number | null,
): OracleValue {
  const toSum = (outcomes: readonly number[]): number => outcomes.reduce((sum, outcome) => sum + outcome, 0);
  const counted = cells.map(([sample, a, b]): SampleCell => ({
    trialsA: a.length,
    successesA: toSum(a),
    trialsB: b.length,
    successesB: toSum(b),
    discordantPairs: toDiscordant(a, b),
    cellsOfSample: cells.filter(([other]) => other === sample).length,
  }));
  const { squares, mean } = testLabels(counted, { permutations: 1, drawIndex: () => 0 });
  if (squares?.isExact === false || mean?.isExact === false) throw new Error('small tables are counted exactly');
  return [squares?.pValue ?? null, mean?.pValue ?? null];
}
