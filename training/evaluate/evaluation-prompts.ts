import type { Sample } from '#core/model/sample.ts';
import { createRng } from '#core/rng/rng.ts';
import { createExample, hasHindi } from '#protocols/tasks/maintenance-desk/generator/create-example.ts';
import {
  FAMILIES,
  type Example,
  type Language,
  type Split,
} from '#protocols/tasks/maintenance-desk/generator/example.ts';

/** One prompt with what judges its answer. */
export interface EvaluationPrompt {
  readonly example: Example;
  readonly sample: Sample;
}

/** Splits of an evaluation: the words and templates of training, and others. */
export const EVALUATION_SPLITS = ['in-distribution', 'held-out'] as const satisfies readonly Split[];

/** `count` fresh prompts for each family, language and split; the same for the same seed. */
export function toEvaluationPrompts(seed: string, count: number): readonly EvaluationPrompt[] {
  return EVALUATION_SPLITS.flatMap((split) =>
    FAMILIES.flatMap((family) => {
      const languages: readonly Language[] = hasHindi(family) ? ['en', 'hi'] : ['en'];
      return languages.flatMap((language) => {
        const rng = createRng(`${seed}/evaluation/${split}/${family}/${language}`);
        return Array.from({ length: count }, (_, index) => {
          const example = createExample(rng, { split, family, language });
          return { example, sample: toSample(example, `${family}-${language}-${split}-${index}`) };
        });
      });
    }),
  );
}

function toSample({ family, user, target, options }: Example, sampleId: string): Sample {
  return {
    sampleId,
    clusterId: sampleId,
    family,
    input: user,
    target: [...target],
    options,
    protect: [],
    severityOfError: null,
  };
}
