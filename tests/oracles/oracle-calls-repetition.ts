import { chiSquareQuantile, fQuantile } from '#core/stats/distributions.ts';
import * as z from 'zod';

/** What an oracle compares: a value, or several in order. */
type OracleValue = number | null | readonly (number | null)[];

const number = z.number();

/** Functions of METRICS §0.4, §1, §2 and §6 by the name that `cases.json` uses. */
export const repetitionCalls: Readonly<Record<string, (args: readonly unknown[]) => OracleValue>> = {
  chiSquareQuantile: (args) => chiSquareQuantile(...z.tuple([number, number]).parse(args)),
  fQuantile: (args) => fQuantile(...z.tuple([number, number, number]).parse(args)),
};
