import { computedMetrics } from '#core/stats/metric-index.ts';
import type { MetricDefinition } from '#core/stats/metric-index/metric-definition.ts';
import type { VerdictRow } from '../verdicts.ts';
import type { StatisticsResult } from './measure-statistics.ts';
import { STATISTICS_FILE, VERDICTS_FILE } from './statistics-result.ts';
import { toMarkdown, toStatisticsTables, toVerdictTable, type TextTable } from './statistics-tables.ts';

const CHAPTERS: Readonly<Record<string, string>> = {
  '1': 'Capability',
  '2': 'Consistency',
  '3': 'Robustness',
  '4': 'Predictability',
  '5': 'Severity',
  '6': 'Cost',
  '8': 'Replication',
};

const DIRECTIONS = { up: 'higher is better', down: 'lower is better', none: 'descriptive' } as const;

/** `docs/statistics.md`: what each metric means, from the metric index, and what the benchmarks measured, from their stored results. */
export function toStatisticsDocument(result: StatisticsResult, verdicts: readonly VerdictRow[]): string {
  const tables = toStatisticsTables(result);
  return `${[
    OPENING,
    '## Which intervals to trust',
    toTrust(result),
    '## Coverage',
    `Success rates of samples are drawn as small models show them: many never or always right, the rest between. ${result.effort.simulations} simulated data sets for each row, bootstrap B = ${result.effort.resamples}; a simulated share has a standard error of about ${Math.sqrt((0.05 * 0.95) / result.effort.simulations).toFixed(3)}. "low" and "high" lie more than two of them outside what is asked. Conservative methods may cover more.`,
    toMarkdown(tables.coverage),
    '## Bias',
    'Of each estimator on 50 samples. What is unbiased by construction must be within three standard errors of 0; of the rest the bias is what the metric’s caution speaks of.',
    toMarkdown(tables.bias),
    '## Tests and verdicts',
    toMarkdown(tables.tests),
    toMarkdown(tables.replication),
    'The table above draws counts and asks the tests; the one below goes the whole way from two runs’ rows to the verdict of `npm run compare`. Runs with equal seeds share the noise of nine trials in ten. A share over 2,000 pairs has a standard error of at most .011.',
    toMarkdown(toVerdictTable(verdicts)),
    '## Speed and memory',
    'CPU time of one core for a run of 10 conditions and 10 epochs, bootstrap B = 2,000. At 100,000 trials METRICS §1–3, 5 and 6 are to take at most 5 s, §4 and §2.12 at most 60 s more, within 400 MB: the process of that size is started with a heap of 400 MB, and memory counts what is alive, array buffers included. Times depend on the machine and on what else it does; those below were taken on two cores that others kept busy, where CPU time itself is a quarter higher than on idle ones.',
    toMarkdown(tables.speed),
    toLinearity(result),
    '## Metrics',
    ...[...Map.groupBy(computedMetrics, toChapter)].flatMap(([chapter, metrics]) => [
      `### ${chapter}`,
      toMarkdown(toMetricTable(metrics)),
    ]),
  ].join('\n\n')}\n`;
}

function toChapter({ section }: MetricDefinition): string {
  return CHAPTERS[section.split('.')[0] ?? ''] ?? 'Outputs';
}

const OPENING = [
  '# Statistics',
  `Written by \`npm run statistics\` from the metric index (\`src/core/stats/metric-index\`), from \`${STATISTICS_FILE}\`, which \`npm run bench -- statistics --label statistics\` measures, and from \`${VERDICTS_FILE}\`, which \`npm run bench -- verdicts --label verdicts\` does; a test compares. Not to be edited by hand. Formulas and their oracles: METRICS, the tests in \`tests/oracles\` and the docstrings in \`src/core/stats\`.`,
].join('\n\n');

/** What a reader must know, with the number of rows behind it. */
function toTrust({ coverage }: StatisticsResult): string {
  const failing = coverage.filter(({ verdict }) => verdict === 'low');
  const conservative = coverage.filter(({ kind, verdict }) => kind === 'conservative' && verdict !== 'none');
  const lines = [
    `- Exact and conservative methods: ${conservative.filter(({ verdict }) => verdict === 'held').length} of ${conservative.length} regimes hold 95 % or more.`,
    '- CI-T is used for means over samples at every size. With fewer than 30 clusters the report warns that intervals are rough.',
    '- CI-BS is too narrow with fewer than 100 clusters, where it holds the truth in about 90 %; the report says so. Below 10 clusters there is none.',
    '- Measures that resampling makes look better than they are (CORP, parts of Murphy) have a reflected interval (CI-BSR) from 200 samples on and none below. `ece`, `mce` and `ece_l2_debiased` have none at any size: no method that was tried held the truth often enough.',
    '- CI-W near 0 or 1 can fall below 93 %; bounds on harm use Clopper–Pearson.',
    '- F for `icc1` below 10 clusters holds the truth too rarely with yes/no outcomes; it is shown there because nothing better is, and the report warns of so few clusters.',
    '- An interval is left out, with a reason, where every value, resample or confidence is the same and the spread is unknown.',
    failing.length === 0
      ? '- No regime below was found low.'
      : `- Regimes that were found low: ${failing.map(({ method, of, regime }) => `${method} of ${of} (${regime})`).join('; ')}.`,
  ];
  return lines.join('\n');
}

/** How CPU time grows from each size to the next, which is ten times as large. */
function toLinearity({ speed }: StatisticsResult): string {
  const steps = speed.slice(1).map((row, index) => {
    const { trials, coreSeconds, extraSeconds } = speed[index] ?? row;
    const toRatio = (now: number, before: number): string => `× ${(now / before).toFixed(1)}`;
    const parts = `${toRatio(row.coreSeconds, coreSeconds)} for §1–3, 5 and 6, ${toRatio(row.extraSeconds, extraSeconds)} for §4 and §2.12`;
    return `from ${trials.toLocaleString('en')} to ${row.trials.toLocaleString('en')} trials (× ${row.trials / trials}): ${parts}`;
  });
  return `Time is linear in trials: ${steps.join('; ')}. Above × 10 is what memory adds: arrays of the largest size no longer fit a core’s cache, and the collector has more rows to look at.`;
}

function toMetricTable(metrics: readonly MetricDefinition[]): TextTable {
  return {
    title: '',
    columns: [
      'metric',
      'definition',
      'range',
      'direction',
      'no value when',
      'assumes',
      'interval',
      'not to be used',
      'source',
    ],
    rows: metrics.map((metric) =>
      [
        `\`${metric.id}\` (§${metric.section})`,
        metric.definition,
        metric.range,
        DIRECTIONS[metric.direction],
        metric.nullIf,
        metric.assumes,
        metric.interval,
        metric.notFor,
        metric.source,
      ].map((text) => text.replaceAll('|', '\\|')),
    ),
  };
}
