import { analyseCounts } from '#harness/analyse-counts.ts';
import type { AnalysisContext } from '#harness/analyse-context.ts';
import { createAnalysisContext } from '#harness/analyse-context.ts';
import { analysePredictability } from '#harness/analyse-predictability.ts';
import { analyseTokens } from '#harness/analyse-robustness-tokens.ts';
import { analyseScorer } from '#harness/analyse-scorer.ts';
import { analyseSeverity } from '#harness/analyse-severity.ts';
import { analyseTexts } from '#harness/analyse-texts.ts';
import { analyseTimings } from '#harness/analyse-timings.ts';
import { buildStatisticsWorkload } from './statistics-workload.ts';

/** Time of one core that a report took, by chapters of METRICS; rows are trials. */
export interface StatisticsSpeed {
  readonly trials: number;
  readonly estimates: number;
  /** §1–3, §5, §6 with counts and token drift: at most 5 s at 100,000 trials. */
  readonly coreSeconds: number;
  /** §4 and §2.12: at most 60 s more. */
  readonly extraSeconds: number;
  readonly secondsByPart: Readonly<Record<string, number>>;
  /** Growth of the heap while the report was computed, MB, after a collection where Node was started with --expose-gc. */
  readonly heapMegabytes: number;
}

const EXTRA_PARTS: readonly string[] = ['§4 predictability', '§2.4, §2.12 texts'];

/**
 * Computes the report of one scripted run per size, after a smaller one to warm up, and measures CPU time, which other programs on the
 * machine do not change much. Linear when the seconds grow like the trials.
 * @param sizes numbers of trials, multiples of 100.
 */
export function measureStatisticsSpeed(sizes: readonly number[]): readonly StatisticsSpeed[] {
  measure(2000);
  return sizes.map(measure);
}

function measure(trials: number): StatisticsSpeed {
  const rows = buildStatisticsWorkload(trials);
  globalThis.gc?.();
  const heapBefore = process.memoryUsage().heapUsed;
  const secondsByPart: Record<string, number> = {};
  let estimates = 0;
  const timed = (part: string, run: () => readonly unknown[]): void => {
    const start = process.cpuUsage();
    estimates += run().length;
    const { user, system } = process.cpuUsage(start);
    secondsByPart[part] = (user + system) / 1e6;
  };
  const [{ modelId } = { modelId: '' }] = rows.config.models;
  let context: AnalysisContext | null = null;
  const open = (): AnalysisContext => (context ??= createAnalysisContext(rows));
  timed('index and counts', () => analyseCounts(open(), modelId));
  timed('§1–3 capability, consistency, robustness', () =>
    rows.config.scorers.flatMap((scorer) => analyseScorer(open(), modelId, scorer)),
  );
  timed('§3.13 token drift', () => analyseTokens(open(), modelId));
  timed('§5 severity', () => rows.config.scorers.flatMap((scorer) => analyseSeverity(open(), modelId, scorer)));
  timed('§6 cost', () => analyseTimings(open(), modelId));
  timed('§2.4, §2.12 texts', () => analyseTexts(open(), modelId));
  timed('§4 predictability', () =>
    rows.config.scorers.flatMap((scorer) => analysePredictability(open(), modelId, scorer)),
  );
  const heapMegabytes = (process.memoryUsage().heapUsed - heapBefore) / 1e6;
  const add = (isExtra: boolean): number =>
    Object.entries(secondsByPart)
      .filter(([part]) => EXTRA_PARTS.includes(part) === isExtra)
      .reduce((sum, [, seconds]) => sum + seconds, 0);
  return { trials, estimates, coreSeconds: add(false), extraSeconds: add(true), secondsByPart, heapMegabytes };
}
