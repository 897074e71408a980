import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sha256Hex } from '#core/hash/sha256.ts';
import { evaluateModel, toAnswererForm } from '../evaluate/evaluate-model.ts';
import { DECODINGS, PRECISIONS, type Evaluation } from '../evaluate/evaluation.ts';
import { toEvaluationPrompts } from '../evaluate/evaluation-prompts.ts';
import { toEvaluationText } from '../evaluate/evaluation-text.ts';
import { toEvaluation, type Pass } from '../evaluate/to-evaluation.ts';
import { GRAPH_PATHS } from '../export/model-folder.ts';
import { readMachineKind } from './machine-kind.ts';
import { writeWhole } from './output-folder.ts';
import { readProcessTimes } from './training-meter.ts';
import { toJsonText } from '../disclosure/json-text.ts';

/** Seed of the prompts; other than any recipe's, so that they are fresh. */
export const EVALUATION_SEED = 'evaluation-1';

/** Prompts for each family, language and split of what is published. */
export const EVALUATION_SAMPLES = 200;

/** Files that an evaluation depends on. */
const EVALUATED_PATHS = [...Object.values(GRAPH_PATHS), 'tokenizer.json', 'config.json'].toSorted();

/** Reads a file of a model folder. */
export type ReadModelFile = (path: string) => Promise<Uint8Array>;

/** How a model is evaluated. */
export interface EvaluationOptions {
  /** Prompts for each family, language and split. */
  readonly samples: number;
  /** File for the result; null = print only. */
  readonly outFile: string | null;
  readonly say: (text: string) => void;
}

/** Evaluates a model folder and prints the tables. */
export async function runEvaluation(folder: string, options: EvaluationOptions): Promise<void> {
  const evaluation = await evaluateFiles((path) => readFile(join(folder, path)), options);
  options.say(`\n${toEvaluationText(evaluation)}`);
  if (options.outFile !== null) await writeWhole(options.outFile, toJsonText(evaluation));
}

/** Evaluates a model at every precision and decoding. */
export async function evaluateFiles(
  read: ReadModelFile,
  { samples, say }: Pick<EvaluationOptions, 'samples' | 'say'>,
): Promise<Evaluation> {
  const prompts = toEvaluationPrompts(EVALUATION_SEED, samples);
  const form = await toAnswererForm(read);
  const passes = [];
  for (const precision of PRECISIONS) {
    const graph = await read(GRAPH_PATHS[precision]);
    for (const decoding of DECODINGS) {
      const before = readProcessTimes();
      const outcomes = await evaluateModel({ ...form, graph }, prompts, { decoding, seed: EVALUATION_SEED });
      const after = readProcessTimes();
      const pass: Pass = {
        precision,
        decoding,
        cpuSeconds: toSeconds(after.cpuSeconds - before.cpuSeconds),
        wallSeconds: toSeconds(after.wallSeconds - before.wallSeconds),
      };
      passes.push({ pass, outcomes });
      say(`${GRAPH_PATHS[precision]}, ${decoding}: ${prompts.length} prompts in ${pass.wallSeconds.toFixed(0)} s`);
    }
  }
  const files = await hashEvaluatedFiles(read);
  return toEvaluation({ seed: EVALUATION_SEED, samples, files, machine: readMachineKind() }, passes);
}

/** Hashes of the files that decide an evaluation, by path. */
export async function hashEvaluatedFiles(read: ReadModelFile): Promise<Evaluation['files']> {
  const entries = EVALUATED_PATHS.map(async (path) => [path, sha256Hex(await read(path))] as const);
  return Object.fromEntries(await Promise.all(entries));
}

function toSeconds(seconds: number): number {
  return Math.round(seconds * 1000) / 1000;
}
