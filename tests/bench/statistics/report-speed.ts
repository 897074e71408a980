import { analyseCounts } from '#harness/analyse-counts.ts';
import type { AnalysisContext } from '#harness/analyse-context.ts';
import { createAnalysisContext } from '#harness/analyse-context.ts';
import { analysePredictability } from '#harness/analyse-predictability.ts';
import { analyseTokens } from '#harness/analyse-robustness-tokens.ts';
import { analyseScorer } from '#harness/analyse-scorer.ts';
import { analyseSeverity } from '#harness/analyse-severity.ts';
import { analyseTexts } from '#harness/analyse-texts.ts';
import { analyseTimings } from '#harness/analyse-timings.ts';
import { buildStatisticsWorkload } from './report-workload.ts';

/** Time of one core that a report took, by chapters of METRICS; rows are trials. */
export interface StatisticsSpeed {
  readonly trials: number;
  readonly estimates: number;
  /** §1–3, §5, §6 with counts and token drift: at most 5 s at 100,000 trials. */
  readonly coreSeconds: number;
  /** §4 and §2.12: at most 60 s more. */
  readonly extraSeconds: number;
  readonly secondsByPart: Readonly<Record<string, number>>;
  /** Memory of the rows themselves, MB: what a report is computed from. */
  readonly rowMegabytes: number;
  /** Most memory that rows and report took together at the end of a part, after a collection, MB. */
  readonly peakMegabytes: number;
}

const EXTRA_PARTS: readonly string[] = ['§4 predictability', '§2.4, §2.12 texts'];

/**
 * Computes the report of a scripted run, after a small one to warm up, and measures CPU time, which other programs on the machine do not
 * change much. Memory is that of the heap and of array buffers, counted from before the rows were made.
 * @param trials a multiple of 100.
 */
export function measureReportSpeed(trials: number): StatisticsSpeed {
  measure(2000);
  return measure(trials);
}

function measure(trials: number): StatisticsSpeed {
  const before = toMegabytes();
  const rows = buildStatisticsWorkload(trials);
  const rowMegabytes = toMegabytes() - before;
  let peakMegabytes = rowMegabytes;
  const secondsByPart: Record<string, number> = {};
  let estimates = 0;
  const timed = (part: string, run: () => readonly unknown[]): void => {
    const start = process.cpuUsage();
    estimates += run().length;
    const { user, system } = process.cpuUsage(start);
    secondsByPart[part] = (user + system) / 1e6;
    peakMegabytes = Math.max(peakMegabytes, toMegabytes() - before);
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
  const add = (isExtra: boolean): number =>
    Object.entries(secondsByPart)
      .filter(([part]) => EXTRA_PARTS.includes(part) === isExtra)
      .reduce((sum, [, seconds]) => sum + seconds, 0);
  return {
    trials,
    estimates,
    coreSeconds: add(false),
    extraSeconds: add(true),
    secondsByPart,
    rowMegabytes,
    peakMegabytes,
  };
}

/** What is alive now; Node is to be started with --expose-gc. */
function toMegabytes(): number {
  globalThis.gc?.();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return (heapUsed + arrayBuffers) / 1e6;
}
