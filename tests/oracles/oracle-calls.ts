import { agreementPairwise } from '#core/stats/agreement-pairwise.ts';
import { clopperPearsonInterval, clopperPearsonUpper } from '#core/stats/clopper-pearson-interval.ts';
import { bootstrapInterval } from '#core/stats/cluster-bootstrap.ts';
import { clusterTInterval } from '#core/stats/cluster-t-interval.ts';
import { betaQuantile, binomialCdf, normalQuantile, tQuantile } from '#core/stats/distributions.ts';
import { excessFlip } from '#core/stats/excess-flip.ts';
import { fiellerInterval } from '#core/stats/fieller-interval.ts';
import type { IntervalResult } from '#core/stats/metric-result.ts';
import { orderStatisticRanks } from '#core/stats/order-statistic-interval.ts';
import { passAtK } from '#core/stats/pass-at-k.ts';
import { passHatK } from '#core/stats/pass-hat-k.ts';
import { quantileType7 } from '#core/stats/quantile-type7.ts';
import type { SampleValue } from '#core/stats/sample-value.ts';
import { roganGladen } from '#core/stats/severity/rogan-gladen.ts';
import { tarAnswer } from '#core/stats/tar-answer.ts';
import { wilsonInterval } from '#core/stats/wilson-interval.ts';
import { worstCaseGapAdj } from '#core/stats/worst-case-gap-adj.ts';
import { createIntervalSettings } from '#tests/support/interval-settings.ts';
import { mulberry32 } from '#tests/support/mulberry32.ts';
import * as z from 'zod';
import { formatCalls } from './oracle-calls-formats.ts';
import { predictabilityCalls } from './oracle-calls-predictability.ts';
import { repetitionCalls } from './oracle-calls-repetition.ts';
import { replicationCalls } from './oracle-calls-replication.ts';
import { robustnessCalls } from './oracle-calls-robustness.ts';
import { severityCalls } from './oracle-calls-severity.ts';
import { PairTable, toPairs, toTable, TrialList } from './trial-tables.ts';

/** What an oracle compares: a value, or the bounds of an interval. */
type OracleValue = number | null | readonly (number | null)[];

const number = z.number();
const numbers = z.array(number);
const comparedOn = z.enum(['outcome', 'answer']);
const samples = z.array(TrialList);

/** The functions under test by the name that `cases.json` uses. */
export const oracleCalls: Readonly<Record<string, (args: readonly unknown[]) => OracleValue>> = {
  ...formatCalls,
  ...predictabilityCalls,
  ...repetitionCalls,
  ...replicationCalls,
  ...robustnessCalls,
  ...severityCalls,
  betaQuantile: (args) => betaQuantile(...z.tuple([number, number, number]).parse(args)),
  tQuantile: (args) => tQuantile(...z.tuple([number, number]).parse(args)),
  normalQuantile: (args) => normalQuantile(...z.tuple([number]).parse(args)),
  binomialCdf: (args) => binomialCdf(...z.tuple([number, number, number]).parse(args)),
  wilsonInterval: (args) => toBounds(wilsonInterval(...z.tuple([number, number, number]).parse(args))),
  clopperPearsonInterval: (args) => toBounds(clopperPearsonInterval(...z.tuple([number, number, number]).parse(args))),
  clopperPearsonUpper: (args) => toBounds(clopperPearsonUpper(...z.tuple([number, number, number]).parse(args))),
  orderStatisticRanks: (args) => {
    const { lower, upper } = orderStatisticRanks(...z.tuple([number, number, number]).parse(args));
    return [lower, upper];
  },
  roganGladen: (args) => {
    const [share, sensitivity, specificity] = z.tuple([number, number, number]).parse(args);
    return roganGladen(share, { sensitivity, specificity });
  },
  quantileType7: (args) => quantileType7(...z.tuple([numbers, number]).parse(args)),
  clusterTInterval: (args) => {
    const [values, clusters, level] = z.tuple([numbers, z.array(z.string()), number]).parse(args);
    return toBounds(clusterTInterval(toSampleValues(values, clusters), level));
  },
  bootstrapInterval: (args) => {
    const [values, clusters, level, resamples, seed] = z
      .tuple([numbers, z.array(z.string()), number, number, number])
      .parse(args);
    const uniform = mulberry32(seed);
    const drawIndex = (size: number): number => Math.floor(uniform() * size);
    return toBounds(bootstrapInterval(toSampleValues(values, clusters), { level, resamples, drawIndex }));
  },
  fiellerInterval: (args) => {
    const [numerators, denominators, level] = z.tuple([numbers, numbers, number]).parse(args);
    const parts = numerators.map((numerator, index) => ({ numerator, denominator: denominators[index] ?? 0 }));
    return toBounds(fiellerInterval(parts, level));
  },
  passAtK: (args) => {
    const [table, k] = z.tuple([samples, number]).parse(args);
    return passAtK(toTable(table), k, createIntervalSettings()).value;
  },
  passHatK: (args) => {
    const [table, k] = z.tuple([samples, number]).parse(args);
    return passHatK(toTable(table), k, createIntervalSettings()).value;
  },
  agreementPairwise: (args) => {
    const [table, of] = z.tuple([samples, comparedOn]).parse(args);
    return agreementPairwise(toTable(table), of, createIntervalSettings()).value;
  },
  tarAnswer: (args) => {
    const [table, n] = z.tuple([samples, number]).parse(args);
    return tarAnswer(toTable(table), n, createIntervalSettings()).value;
  },
  excessFlip: (args) => {
    const [table, of] = z.tuple([PairTable, comparedOn]).parse(args);
    return excessFlip(toPairs(table), of, createIntervalSettings()).value;
  },
  worstCaseGapAdj: (args) => {
    const [table, epochs] = z.tuple([PairTable, number]).parse(args);
    return worstCaseGapAdj(toPairs(table), epochs, createIntervalSettings()).value;
  },
};

function toBounds(result: IntervalResult): OracleValue {
  return [result.interval?.lower ?? null, result.interval?.upper ?? null];
}

function toSampleValues(values: readonly number[], clusters: readonly string[]): readonly SampleValue[] {
  return values.map((value, index) => ({ sampleId: `s${index}`, clusterId: clusters[index] ?? '', value }));
}
