import { readdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import * as z from 'zod';
import { MachineKind } from '#core/model/disclosure.ts';
import { parseTokenizerJson } from '../bpe/tokenizer-files.ts';
import type { BpeVocabulary } from '../bpe/train-bpe.ts';
import { decodeCheckpoint } from '../model/checkpoint.ts';
import type { TrainingState } from '../model/train-steps.ts';
import type { Recipe } from '../recipes/recipe.ts';
import { readMachineKind } from './machine-kind.ts';
import { readIfPresent, toOutputPaths, writeWhole } from './output-folder.ts';
import { LogLine, toRunTimes, type RunCost } from './run-cost.ts';

/** What a run has come to. */
export interface RunResult {
  readonly state: TrainingState;
  readonly vocabulary: BpeVocabulary;
}

/** Weights and vocabulary of a run folder; throws when one is missing or was made under other settings. */
export async function readRun(recipe: Recipe, folder: string): Promise<RunResult> {
  const paths = toOutputPaths(folder);
  return {
    state: decodeCheckpoint(recipe.training, await readWhole(paths.checkpoint)),
    vocabulary: parseTokenizerJson(new TextDecoder().decode(await readWhole(paths.tokenizer))),
  };
}

/** The lines of a run's log, oldest first; throws with the number of a line that is none. */
export async function readLog(folder: string): Promise<readonly LogLine[]> {
  const path = toOutputPaths(folder).log;
  const lines = new TextDecoder()
    .decode(await readWhole(path))
    .trimEnd()
    .split('\n');
  return lines.map((line, index) => {
    try {
      return LogLine.parse(JSON.parse(line));
    } catch (error) {
      throw new Error(`${path}, line ${index + 1}: not a line of a training log`, { cause: error });
    }
  });
}

/** Times and machines of a run, from its own log and note. */
export async function readRunCost(folder: string): Promise<RunCost> {
  const machines = await readMachines(folder);
  return {
    ...toRunTimes(await readLog(folder)),
    machines: machines.length === 0 ? [readMachineKind()] : [...machines],
    machinesNotedBy: machines.length === 0 ? 'publish' : 'run',
  };
}

/** Adds this machine to the run's note, unless one of its kind is there. */
export async function noteMachine(folder: string): Promise<void> {
  const machine = readMachineKind();
  const machines = await readMachines(folder);
  if (machines.some((known) => JSON.stringify(known) === JSON.stringify(machine))) return;
  await writeWhole(toOutputPaths(folder).machines, `${JSON.stringify([...machines, machine], null, 1)}\n`);
}

async function readMachines(folder: string): Promise<readonly MachineKind[]> {
  const file = await readIfPresent(toOutputPaths(folder).machines);
  return file === null ? [] : z.array(MachineKind).parse(JSON.parse(new TextDecoder().decode(file)));
}

/** Steps at which weights were kept, ascending. */
export async function listKeptSteps(folder: string): Promise<readonly number[]> {
  const names = await readdir(dirname(toOutputPaths(folder).kept(0)));
  return names
    .flatMap((name) => /^weights-(\d+)\.safetensors$/.exec(name)?.[1] ?? [])
    .map(Number)
    .toSorted((a, b) => a - b);
}

/** Bytes of a file that has to be there. */
export async function readWhole(path: string): Promise<Uint8Array<ArrayBuffer>> {
  const file = await readIfPresent(path);
  if (file === null) throw new Error(`${path} is missing`);
  return file;
}
