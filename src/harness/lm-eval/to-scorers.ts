import { RegexSearch } from '#core/model/regex-search.ts';
import type { Extractor } from '#core/model/extractor.ts';
import { SCORER_VERSION, type Scorer, type ScorerRule } from '#core/model/scorer.ts';
import { compileRegex } from '#core/regex/compile-regex.ts';
import type { FieldRemark } from './read-task-yaml.ts';
import type { FilterStep, Metric, TaskFields } from './task-fields.ts';
import { toEcmaPattern } from './to-ecma-pattern.ts';

/** Pattern that lm-evaluation-harness takes where a regex filter names none. */
const DEFAULT_PATTERN = '#### (\\-?[0-9\\.\\,]+)';

export interface Scorers {
  readonly scorers: readonly Scorer[];
  readonly problems: readonly FieldRemark[];
  readonly notes: readonly FieldRemark[];
}

/** A scorer for each filter and metric; without a list the metrics that lm-evaluation-harness takes for the type of output. */
export function toScorers({ metric_list, filter_list, output_type }: TaskFields): Scorers {
  const kind = output_type ?? 'generate_until';
  const choice = kind === 'multiple_choice';
  const metrics: readonly Metric[] = metric_list ?? DEFAULT_METRICS[kind].map((metric) => ({ metric }));
  const problems: FieldRemark[] = metrics.flatMap((metric, index) =>
    checkMetric(metric, kind, `metric_list[${index}]`),
  );
  if (kind === 'loglikelihood_rolling') {
    if (filter_list !== undefined)
      problems.push({ field: 'filter_list', message: 'filters texts, but loglikelihood_rolling writes none' });
    return { scorers: [], problems, notes: [] };
  }
  if (choice) {
    if (filter_list !== undefined)
      problems.push({ field: 'filter_list', message: 'filters texts, but multiple_choice writes none' });
    return { scorers: metrics.map(toChoiceScorer), problems, notes: [] };
  }
  const filters = filter_list ?? [{ name: 'none', filter: [{ function: 'take_first' as const }] }];
  const notes: FieldRemark[] = [];
  const scorers = filters.flatMap(({ name, filter }, position) => {
    const read = readFilter(filter, `filter_list[${position}].filter`);
    problems.push(...read.problems);
    notes.push(...read.notes);
    return metrics.map((metric) => toTextScorer(filters.length === 1 ? null : name, metric, read));
  });
  for (const [index, metric] of metrics.entries())
    if (metric.ignore_punctuation === true)
      notes.push({
        field: `metric_list[${index}].ignore_punctuation`,
        message: 'a final mark is ignored here, other punctuation is not',
      });
  return { scorers, problems, notes };
}

type OutputType = NonNullable<TaskFields['output_type']>;

/** Metrics of each type of output, those first that lm-evaluation-harness takes when none are named. */
const DEFAULT_METRICS: Readonly<Record<OutputType, readonly Metric['metric'][]>> = {
  generate_until: ['exact_match'],
  multiple_choice: ['acc', 'acc_norm'],
  loglikelihood_rolling: ['word_perplexity', 'byte_perplexity', 'bits_per_byte'],
};

function checkMetric({ metric, aggregation, higher_is_better }: Metric, kind: OutputType, path: string): FieldRemark[] {
  const isOfTexts = kind === 'loglikelihood_rolling';
  const known = kind === 'multiple_choice' ? [...DEFAULT_METRICS[kind], 'acc_bytes'] : DEFAULT_METRICS[kind];
  if (!known.includes(metric))
    return [{ field: `${path}.metric`, message: `"${metric}" does not go with the output_type` }];
  const wanted = metric === 'bits_per_byte' ? metric : isOfTexts ? 'weighted_perplexity' : 'mean';
  return [
    ...(aggregation === undefined || aggregation === wanted
      ? []
      : [{ field: `${path}.aggregation`, message: `must be ${wanted} for "${metric}"` }]),
    ...(higher_is_better === undefined || higher_is_better === !isOfTexts
      ? []
      : [{ field: `${path}.higher_is_better`, message: `must be ${String(!isOfTexts)} for "${metric}"` }]),
  ];
}

/** What a log-probability is divided by. */
function toPer(metric: Metric['metric']): 'option' | 'character' | 'byte' {
  if (metric === 'acc_norm') return 'character';
  return metric === 'acc_bytes' ? 'byte' : 'option';
}

function toChoiceScorer({ metric }: Metric): Scorer {
  return {
    name: metric,
    version: SCORER_VERSION,
    rules: [{ type: 'option-likelihood', families: null, per: toPer(metric) }],
  };
}

interface FilterReading {
  readonly from: readonly Extractor[];
  readonly isLowercase: boolean;
  readonly problems: readonly FieldRemark[];
  readonly notes: readonly FieldRemark[];
}

function readFilter(steps: readonly FilterStep[], path: string): FilterReading {
  const from: Extractor[] = [];
  const problems: FieldRemark[] = [];
  const notes: FieldRemark[] = [];
  for (const [index, step] of steps.entries()) {
    const field = `${path}[${index}]`;
    if (step.function === 'lowercase')
      notes.push({ field, message: 'the target is compared without regard to case too' });
    if (step.function !== 'regex') continue;
    const search = toSearch(step);
    const parsed = RegexSearch.safeParse(search);
    const [issue] = parsed.success ? [] : parsed.error.issues;
    const compiled = compileRegex(search.pattern, search.flags);
    if (issue !== undefined) problems.push({ field: `${field}.regex_pattern`, message: issue.message });
    else if (compiled.ok && compiled.regex.groupCount > 1)
      problems.push({ field: `${field}.regex_pattern`, message: 'has several groups: keep one, (?:…) for the others' });
    else
      from.push({
        type: 'regex',
        search: { ...search, group: compiled.ok ? Math.min(1, compiled.regex.groupCount) : 0 },
      });
    if (step.fallback !== undefined && step.fallback !== '[invalid]')
      notes.push({ field: `${field}.fallback`, message: 'an output without a match counts as without an answer' });
  }
  if (from.length > 4) problems.push({ field: path, message: 'has more than four regular expressions' });
  return { from: from.slice(0, 4), isLowercase: steps.some((step) => step.function === 'lowercase'), problems, notes };
}

function toSearch({ regex_pattern, group_select }: Extract<FilterStep, { function: 'regex' }>): RegexSearch {
  const { pattern, flags } = toEcmaPattern(regex_pattern ?? DEFAULT_PATTERN);
  return { pattern, flags, group: 0, take: group_select === -1 ? 'last' : 'first' };
}

function toTextScorer(filterName: string | null, metric: Metric, { from, isLowercase }: FilterReading): Scorer {
  const exact = {
    type: 'exact' as const,
    ignoreCase: metric.ignore_case === true || isLowercase,
    ignoreFinalPunctuation: metric.ignore_punctuation === true,
  };
  const rule: ScorerRule =
    from.length === 0
      ? { ...exact, families: null }
      : { type: 'extracted', families: null, from: [...from], otherwise: 'unparsable', rule: exact };
  return {
    name: toScorerName(filterName === null ? metric.metric : `${metric.metric}-${filterName}`),
    version: SCORER_VERSION,
    rules: [rule],
  };
}

function toScorerName(name: string): string {
  return name
    .toLowerCase()
    .replaceAll(/[^a-z0-9_-]+/g, '-')
    .slice(0, 60);
}
