import { join } from 'node:path';
import { evaluateModel, type Decoding } from '../evaluate/evaluate-model.ts';
import { toEvaluationPrompts } from '../evaluate/evaluation-prompts.ts';
import { toAccuracies, toMarkdown, toWrongDeclineRate, type Accuracy } from '../evaluate/evaluation-table.ts';
import { GRAPH_PATHS } from '../export/model-folder.ts';
import type { Precision } from '../export/decoder-weights.ts';
import { writeWhole } from './output-folder.ts';

const PRECISIONS: readonly Precision[] = ['fp32', 'q8', 'q4'];
const DECODINGS: readonly Decoding[] = ['greedy', 'sampled'];
/** Seed of the prompts; other than any recipe's, so that they are fresh. */
const EVALUATION_SEED = 'evaluation-1';

/** How a model is evaluated. */
export interface EvaluationOptions {
  /** Prompts for each family, language and split. */
  readonly samples: number;
  /** Folder for `evaluation.json`; null = print only. */
  readonly outFolder: string | null;
  readonly say: (text: string) => void;
}

/** Prints the accuracies of a model folder for every precision and decoding. */
export async function runEvaluation(folder: string, options: EvaluationOptions): Promise<void> {
  const prompts = toEvaluationPrompts(EVALUATION_SEED, options.samples);
  const accuracies: Accuracy[] = [];
  const wrongDeclines: string[] = [];
  for (const precision of PRECISIONS) {
    for (const decoding of DECODINGS) {
      const startedAt = performance.now();
      const outcomes = await evaluateModel(folder, prompts, { precision, decoding, seed: EVALUATION_SEED });
      accuracies.push(...toAccuracies(outcomes, { precision, decoding }));
      wrongDeclines.push(`${precision} ${decoding} ${toWrongDeclineRate(outcomes).toFixed(3)}`);
      const seconds = ((performance.now() - startedAt) / 1000).toFixed(0);
      options.say(`${GRAPH_PATHS[precision]}, ${decoding}: ${prompts.length} prompts in ${seconds} s`);
    }
  }
  options.say(`\n${toMarkdown(accuracies)}\n`);
  options.say(`in-scope prompts declined: ${wrongDeclines.join(', ')}`);
  if (options.outFolder === null) return;
  const path = join(options.outFolder, 'evaluation.json');
  await writeWhole(
    path,
    `${JSON.stringify({ seed: EVALUATION_SEED, samples: options.samples, accuracies }, null, 1)}\n`,
  );
}
