import { Sample } from '#core/model/sample.ts';
import { createRng, type Rng } from '#core/rng/rng.ts';
import { createExample } from '../maintenance-desk/generator/create-example.ts';
import { type Example, type Split } from '../maintenance-desk/generator/example.ts';
import { toMaintenanceDeskSamples } from '../maintenance-desk/to-maintenance-desk-samples.ts';
import { toSeverityOfError } from '../maintenance-desk/to-severity-of-error.ts';

/** Seeds the draws of these samples and nothing else; part of the task's version. */
const TASK_SEED = 'desk-extraction-1';

/** Samples of each family: lines from known words and templates, and lines with at least one that training never saw. */
const SIZES: readonly (readonly [family: string, split: Split, size: number])[] = [
  ['extract', 'in-distribution', 48],
  ['extract-new', 'held-out', 24],
];

/** The samples of the extraction task, version 1, in file order: none of them is a sample of the maintenance-desk task. */
export function toDeskExtractionSamples(): readonly Sample[] {
  const root = createRng(TASK_SEED);
  const taken = new Set(toMaintenanceDeskSamples().map(({ sample }) => sample.input));
  return SIZES.flatMap(([family, split, size]) =>
    Array.from({ length: size }, (_, index) => {
      const sampleId = `${family}-${String(index + 1).padStart(2, '0')}`;
      const example = drawFresh(root.fork(sampleId), split, taken);
      taken.add(example.user);
      return Sample.parse({
        sampleId,
        clusterId: sampleId,
        family,
        input: example.user,
        target: [...example.target],
        options: null,
        protect: [...new Set(example.keep)].filter((text) => text !== '' && example.user.includes(text)),
        severityOfError: toSeverityOfError(example),
      });
    }),
  );
}

function drawFresh(rng: Rng, split: Split, taken: ReadonlySet<string>): Example {
  for (let attempt = 0; ; attempt += 1) {
    const options = { split, family: 'extract', language: 'en', isClean: true } as const;
    const example = createExample(rng.fork(String(attempt)), options);
    if (!taken.has(example.user)) return example;
  }
}
