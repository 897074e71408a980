import { toOk, type Result } from '#core/errors/result.ts';
import type { Report } from '#core/model/report.ts';
import { toHeadline } from '#core/stats/headline.ts';
import type { Ports, RunHeadline, RunSummary } from './ports.ts';

/**
 * Headline of a run, of its first model under its first scorer; null for a run that asks no questions. Ends the analysis as soon as
 * it has the numbers: they are final in the first part.
 */
export async function readHeadline(
  ports: Pick<Ports, 'transcripts' | 'analysis'>,
  run: Pick<RunSummary, 'runId' | 'modelIds'>,
  signal: AbortSignal,
): Promise<Result<RunHeadline | null>> {
  const start = await ports.transcripts.readStart(run.runId);
  if (!start.ok) return start;
  const [scorer] = start.value.config.scorers;
  const [model] = run.modelIds;
  if (scorer === undefined || model === undefined) return toOk(null);
  const lines = await ports.transcripts.readLines(run.runId);
  if (!lines.ok) return lines;
  const ending = new AbortController();
  const end = (): void => ending.abort();
  signal.addEventListener('abort', end, { once: true });
  let found: RunHeadline | null = null;
  const onPart = (report: Report): void => {
    found ??= toRunHeadline(report, model, scorer.name);
    if (found !== null) end();
  };
  const whole = await ports.analysis.analyse(lines.value, { onPart, signal: ending.signal });
  signal.removeEventListener('abort', end);
  if (found !== null) return toOk(found);
  return whole.ok ? toOk(toRunHeadline(whole.value, model, scorer.name)) : whole;
}

function toRunHeadline(report: Report, model: string, scorer: string): RunHeadline | null {
  const headline = toHeadline(report, model, scorer);
  if (headline === null || headline.accuracy.value === null) return null;
  const { accuracy, passHatK, k } = headline;
  return {
    accuracy: headline.accuracy.value,
    lower: accuracy.interval?.lower ?? null,
    upper: accuracy.interval?.upper ?? null,
    passHatK: passHatK.value,
    k,
    samples: accuracy.n,
  };
}
