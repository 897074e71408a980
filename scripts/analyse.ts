import { readFile, stat } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { toCanonicalJson } from '#core/bundle/canonical-json.ts';
import type { Failure } from '#core/errors/failure.ts';
import { AnalysisConfig } from '#core/model/harness-config.ts';
import type { Report } from '#core/model/report.ts';
import { ORIGINAL } from '#core/model/trial.ts';
import { analyseScoresFile } from '#harness/analyse-scores-file.ts';
import { SCORES_ANALYSIS } from '#harness/open-scores-file.ts';
import { parseScoresFile } from '#harness/parse-scores-file.ts';
import { writeWholeFile } from './write-whole-file.ts';

const HELP = `npm run analyse -- --scores <rows.csv|tsv|jsonl> --out <report.json> [--level <p>] [--resamples <n>] [--seed <n>]

Gives scores of any other program the report of a run: every estimate with its interval, as far as the rows allow.

  --scores <file>  one row a trial, with a header (CSV after RFC 4180, TSV) or an object a line (JSON Lines), UTF-8
  --out <file>     where the report goes; an existing file is replaced, and only when every row is right
  --level <p>      confidence level of intervals, 0.5 < p < 1 (0.95)
  --resamples <n>  bootstrap resamples, 200 to 20000 (2000)
  --seed <n>       seed of the bootstrap (1)
  --help           this text

Columns: sampleId, epoch (from 1), value (score in [0, 1]); and where they are known model, conditionId ("original" is the
plain prompt), clusterId, success (0 or 1; without it 1 where value is 1), answer, raw (output text), confidence (in [0, 1]),
severity (0 to 4), costSeconds, tokens (of the output), status ("completed", or "failed" with an empty value: the machine,
not the model). Other columns are not read. Conditions whose perturbation this build does not know count as class L.

Exit code: 0 report written · 1 a row is wrong: nothing is written, each problem is named by line and field · 2 bad arguments, or
the file cannot be read.
`;

interface Options {
  readonly scores: string;
  readonly out: string;
  readonly analysis: AnalysisConfig;
}

/** Options, or what to print instead of running. */
type Reading =
  | { readonly type: 'options'; readonly options: Options }
  | { readonly type: 'help' }
  | { readonly type: 'refused'; readonly message: string };

function readOptions(): Reading {
  const { values } = parseArgs({
    options: {
      scores: { type: 'string' },
      out: { type: 'string' },
      level: { type: 'string', default: String(SCORES_ANALYSIS.level) },
      resamples: { type: 'string', default: String(SCORES_ANALYSIS.bootstrap.resamples) },
      seed: { type: 'string', default: String(SCORES_ANALYSIS.bootstrap.seed) },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) return { type: 'help' };
  const { scores, out } = values;
  if (scores === undefined || out === undefined) return { type: 'refused', message: '--scores and --out are needed.' };
  const bootstrap = { resamples: Number(values.resamples), seed: Number(values.seed) };
  const analysis = AnalysisConfig.safeParse({ level: Number(values.level), bootstrap });
  if (analysis.success) return { type: 'options', options: { scores, out, analysis: analysis.data } };
  const [issue] = analysis.error.issues;
  return {
    type: 'refused',
    message: `--${String(issue?.path.at(-1) ?? 'level')}: ${issue?.message ?? 'is not valid'}`,
  };
}

function complain({ message, detail }: Failure): void {
  process.stderr.write(detail === null ? `${message}\n` : `${message}\n    ${detail.split('\n').join('\n    ')}\n`);
}

function toNumber(value: number | null | undefined): string {
  return value === null || value === undefined ? '–' : value.toFixed(4);
}

/** Accuracy of each model, and how many estimates there are. */
function toSummary(report: Report): string {
  const lines = report.estimates
    .filter(
      ({ metric, conditionId, params }) =>
        metric === 'accuracy' && conditionId === ORIGINAL && Object.keys(params).length === 0,
    )
    .map(({ model, value, reason, interval, n, clusters }) => {
      if (value === null) return `${model}: no accuracy, ${reason}`;
      const ends =
        interval === null
          ? (reason ?? '')
          : `${toNumber(interval.lower)} to ${toNumber(interval.upper)}, ${interval.method}`;
      return `${model}: accuracy ${toNumber(value)} (${ends}), ${n} samples, ${clusters} clusters`;
    });
  const defined = report.estimates.filter(({ value }) => value !== null).length;
  return `${lines.join('\n')}\n${report.estimates.length} estimates, ${report.estimates.length - defined} of them null with their reason\n${report.warnings.map((warning) => `note: ${warning}\n`).join('')}`;
}

async function main(): Promise<number> {
  const reading = readOptions();
  if (reading.type === 'help') {
    process.stdout.write(HELP);
    return 0;
  }
  if (reading.type === 'refused') {
    process.stderr.write(`${reading.message}\n\n${HELP}`);
    return 2;
  }
  const { options } = reading;
  if (!(await stat(options.scores).catch(() => null))?.isFile()) {
    process.stderr.write(`cannot read ${options.scores}: there is no such file\n`);
    return 2;
  }
  const file = parseScoresFile(await readFile(options.scores), options.scores);
  if (!file.ok) {
    complain(file.failure);
    return 1;
  }
  const report = analyseScoresFile(file.value, options.analysis);
  await writeWholeFile(options.out, toCanonicalJson(report));
  process.stdout.write(`${toSummary(report)}${options.out} written\n`);
  return 0;
}

try {
  process.exitCode = await main();
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 2;
}
