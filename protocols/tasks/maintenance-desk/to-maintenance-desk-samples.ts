import { Sample } from '#core/model/sample.ts';
import { createRng, type Rng } from '#core/rng/rng.ts';
import { createExample, hasHindi } from './generator/create-example.ts';
import { FAMILIES, type Example, type Family, type Language, type Split } from './generator/example.ts';
import { toSeverityOfError } from './to-severity-of-error.ts';

/** Seeds the draws of these samples and nothing else; part of the task's version. */
const TASK_SEED = 'maintenance-desk-1';

/** Samples of a family and split in English; Hindi twins come on top. */
const SAMPLES_PER_SPLIT = 16;

const SPLITS: readonly (readonly [split: Split, name: string])[] = [
  ['in-distribution', 'in'],
  ['held-out', 'out'],
];

/** Kinds wanted at a position, so that few samples still show every kind in a known share; other families take what comes. */
const KINDS: Partial<Record<Family, readonly (readonly string[])[]>> = {
  choice: [
    ['text-inline'],
    ['letter-after'],
    ['text-listed'],
    ['letter-before'],
    ['text-inline'],
    ['letter-after'],
    ['text-listed'],
    ['letter-only'],
  ],
  dispatch: [['call'], ['call'], ['null-missing', 'null-other'], ['call']],
  triage: [['lookup'], ['threshold'], ['otherwise'], ['mixed']],
};

/** A sample with what the task knows of it beyond the sample's own fields. */
export interface MaintenanceDeskSample {
  readonly sample: Sample;
  readonly example: Example;
}

/**
 * The samples of the maintenance-desk task, version 1, in file order: the same every time. Sixteen a family and split, clean
 * of noise and without earlier turns. `extract` and `triage` have each sample in English and in Hindi: one cluster, two samples.
 */
export function toMaintenanceDeskSamples(): readonly MaintenanceDeskSample[] {
  const root = createRng(TASK_SEED);
  return FAMILIES.flatMap((family) =>
    SPLITS.flatMap(([split, name]) =>
      Array.from({ length: SAMPLES_PER_SPLIT }, (_, index) => {
        const clusterId = `${family}-${name}-${String(index + 1).padStart(2, '0')}`;
        return toCluster(root.fork(clusterId), { family, split, clusterId, index });
      }).flat(),
    ),
  );
}

interface Place {
  readonly family: Family;
  readonly split: Split;
  readonly clusterId: string;
  readonly index: number;
}

function toCluster(rng: Rng, { family, split, clusterId, index }: Place): readonly MaintenanceDeskSample[] {
  const languages: readonly Language[] = hasHindi(family) ? ['en', 'hi'] : ['en'];
  const kinds = KINDS[family]?.at(index % (KINDS[family]?.length ?? 1));
  // The language changes no draw, so both languages stop at the same attempt.
  return languages.map((language) => {
    for (let attempt = 0; ; attempt += 1) {
      const example = createExample(rng.fork(String(attempt)), { family, split, language, isClean: true });
      if (kinds === undefined || kinds.includes(example.kind)) return { sample: toSample(example, clusterId), example };
    }
  });
}

function toSample(example: Example, clusterId: string): Sample {
  const { family, language, user, target, options } = example;
  return Sample.parse({
    sampleId: hasHindi(family) ? `${clusterId}-${language}` : clusterId,
    clusterId,
    family,
    input: user,
    target: [...target],
    options,
    protect: toProtected(example),
    severityOfError: toSeverityOfError(example),
  });
}

/**
 * What an answer depends on letter by letter, such as a rule table or the names in a fact: a typo there would make another
 * question of it. Options of a choice are left out, so that they can be rotated; operators keep their texts anyway.
 */
function toProtected({ family, user, keep, options }: Example): string[] {
  const optionTexts = family === 'choice' ? (options?.texts ?? []) : [];
  const isOfOptions = (text: string): boolean => optionTexts.some((one) => text.includes(one) || one.includes(text));
  return [...new Set(keep)].filter((text) => text !== '' && user.includes(text) && !isOfOptions(text));
}
