// Writes the maintenance-desk task and its ready configurations for the embedded model; the same bytes every time. Run it again
// after `npm run train -- publish`, since the configurations pin the model's files by their hashes.
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { sha256Hex } from '#core/hash/sha256.ts';
import { HarnessConfig, type PerturbationConfig, type ProtocolConfig } from '#core/model/harness-config.ts';
import type { Sample } from '#core/model/sample.ts';
import { SCORER_VERSION, type Scorer } from '#core/model/scorer.ts';
import type { TaskMode } from '#core/model/task-mode.ts';
import { SAMPLE_SEVERITY_SCALE } from '#core/model/severity-scale.ts';
import { QUICK_START } from '#protocols/perturbation-sets.ts';
import { maintenanceDeskScorer } from '#protocols/tasks/maintenance-desk/maintenance-desk-scorer.ts';
import { toMaintenanceDeskSamples } from '#protocols/tasks/maintenance-desk/to-maintenance-desk-samples.ts';
import { readReferenceModel } from './reference-model.ts';

const PUBLIC = fileURLToPath(new URL('../public/', import.meta.url));
/** What a task file holds and how its samples are answered and judged. */
interface ReadyTask {
  readonly path: string;
  readonly taskId: string;
  readonly title: string;
  readonly isTaken: (sample: Sample) => boolean;
  readonly mode: TaskMode | null;
  readonly scorers: readonly Scorer[];
}

const DESK: ReadyTask = {
  path: 'tasks/maintenance-desk-1.jsonl',
  taskId: 'plumbline/maintenance-desk',
  title: 'Maintenance desk',
  isTaken: () => true,
  mode: null,
  scorers: [maintenanceDeskScorer],
};

/** The samples with options, answered by the likeliest option; scorers named as in lm-evaluation-harness. */
const DESK_CHOICE: ReadyTask = {
  path: 'tasks/maintenance-desk-choice-1.jsonl',
  taskId: 'plumbline/maintenance-desk-choice',
  title: 'Maintenance desk, options by likelihood',
  isTaken: ({ options }) => options !== null,
  mode: { type: 'choose', force: 'texts', delimiter: '' },
  scorers: (
    [
      ['acc', 'option'],
      ['acc_norm', 'character'],
      ['acc_bytes', 'byte'],
    ] as const
  ).map(([name, per]) => ({
    name,
    version: SCORER_VERSION,
    rules: [{ type: 'option-likelihood', families: null, per }],
  })),
};

/** A ready configuration: what differs between them. */
interface Ready {
  readonly path: string;
  readonly task: ReadyTask;
  readonly name: string;
  readonly notes: string;
  readonly epochs: ProtocolConfig['epochs'];
  /** Variants of each perturbation in use, by id. */
  readonly variants: Readonly<Record<string, number>>;
}

const READY: readonly Ready[] = [
  {
    path: 'configs/quickstart.json',
    task: DESK,
    name: 'Quick start',
    notes:
      'The reference model on the whole maintenance-desk task: enough to see every number of a report in about a minute on two cores.',
    epochs: { baseline: 16, perturbed: 4 },
    variants: { fmt_separator: 1, opt_rotate: 1, ws_random: 1, kbd_typo: 1, case_lower: 1, punct_strip: 1 },
  },
  {
    path: 'configs/maintenance-desk-15min.json',
    task: DESK,
    name: 'Maintenance desk, 15 minutes',
    notes:
      'The same task and model with more epochs, more variants and one more perturbation, for narrower intervals: at most 15 minutes on two cores.',
    epochs: { baseline: 48, perturbed: 6 },
    variants: {
      fmt_separator: 6,
      sys_paraphrase: 5,
      opt_rotate: 2,
      ws_random: 8,
      kbd_typo: 8,
      case_lower: 1,
      punct_strip: 1,
    },
  },
  {
    path: 'configs/maintenance-desk-choice.json',
    task: DESK_CHOICE,
    name: 'Maintenance desk, options by likelihood',
    notes:
      'Every sample with options, answered by the option whose text the model finds likeliest: nothing is generated or drawn, so each prompt runs once.',
    epochs: { baseline: 1, perturbed: 1 },
    variants: { opt_rotate: 1, ws_random: 1, kbd_typo: 1, case_lower: 1 },
  },
];

function toPerturbations(variants: Ready['variants']): PerturbationConfig[] {
  const unknown = Object.keys(variants).filter((id) => !QUICK_START.some((entry) => entry.id === id));
  if (unknown.length > 0) throw new Error(`no such perturbation: ${unknown.join(', ')}`);
  return QUICK_START.flatMap((entry) => {
    const count = variants[entry.id];
    return count === undefined ? [] : [{ ...entry, variants: count }];
  });
}

/** Samples of a task file, and its text. */
function toTaskFile({ isTaken }: ReadyTask): { readonly text: string; readonly sampleCount: number } {
  const samples = toMaintenanceDeskSamples().flatMap(({ sample }) => (isTaken(sample) ? [sample] : []));
  return { text: samples.map((sample) => `${JSON.stringify(sample)}\n`).join(''), sampleCount: samples.length };
}

function toConfig({ task, name, notes, epochs, variants }: Ready): HarnessConfig {
  const { taskId, title, mode, scorers, path } = task;
  const { text, sampleCount } = toTaskFile(task);
  return HarnessConfig.parse({
    schemaVersion: 1,
    name,
    notes,
    models: [readReferenceModel()],
    task: {
      taskId,
      version: 1,
      title,
      system: 'You are a helpful assistant.',
      promptTemplate: '{input}',
      samples: {
        type: 'file',
        path,
        bytes: Buffer.byteLength(text),
        sha256: sha256Hex(text),
        sampleCount,
      },
      ...(mode === null ? {} : { mode }),
    },
    decoding: {
      temperature: mode === null ? 1 : 0,
      topK: 0,
      topP: 1,
      minP: 0,
      repetitionPenalty: 1,
      maxNewTokens: 56,
      stopStrings: [],
    },
    protocol: { masterSeed: 20261120, epochs, perturbations: toPerturbations(variants) },
    scorers,
    severity: SAMPLE_SEVERITY_SCALE,
    execution: { batchSize: 16 },
    analysis: { level: 0.95, bootstrap: { resamples: 2000, seed: 1 } },
  });
}

/** Text of every file this script writes, by path under `public/`. */
export function toQuickstartFiles(): ReadonlyMap<string, string> {
  const tasks = READY.map(({ task }) => [task.path, toTaskFile(task).text] as const);
  const configs = READY.map((ready) => [ready.path, `${JSON.stringify(toConfig(ready), null, 2)}\n`] as const);
  return new Map([...tasks, ...configs]);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  for (const [path, text] of toQuickstartFiles()) {
    mkdirSync(dirname(join(PUBLIC, path)), { recursive: true });
    writeFileSync(join(PUBLIC, path), text);
    console.log(`wrote public/${path}`);
  }
}
