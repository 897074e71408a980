import type { Page } from '@playwright/test';
import { readFile, stat } from 'node:fs/promises';
import { setTimeout } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import type { Result } from '#core/errors/result.ts';
import type { Failure } from '#core/errors/failure.ts';
import { Device } from '#core/model/model-ref.ts';
import { RuntimeName } from '#core/model/runtime-capabilities.ts';
import type { AutomationState } from '#app/automation.ts';
import { parseSubsetText } from '#core/replication/subset.ts';
import type { RunPart } from '#harness/run-part.ts';
import { parseRunPart } from './parse-run-part.ts';
import { chooseBundle, chooseModelFolder, openHeadlessApp } from './headless-app.ts';

const HELP = `npm run eval -- --config <file or link> --out <bundle.zip> [--model-dir <folder>]
                [--runtime ort|transformers|wllama|webllm] [--device wasm|webgpu] [--shard <i>/<n>] [--resume-dir <folder>] [--quiet]
npm run eval -- --extend <bundle.zip> --epochs <n>[,<perturbed>] --out <bundle.zip> …

Runs a configuration in the built app in headless Chromium and saves the bundle.

  --config <file|link>  a configuration file (JSON), or a share link (…#c=…&h=…)
  --extend <bundle>     a finished run of this build in place of a configuration: its trials become the first epochs of a longer
                        run, and only what is new is run
  --epochs <n>[,<p>]    with --extend: epochs of each plain prompt and, where given, of each perturbed one, old ones included
  --out <file>          where the bundle goes; an existing file is replaced
  --model-dir <folder>  a model folder in Hugging Face layout (tokenizer.json, config.json, onnx/model.onnx …) that replaces
                        the model of the configuration; its hashes are computed and recorded
  --shard <i>/<n>       runs the i-th of n parts of the samples, 1 ≤ i ≤ n ≤ 1000; its bundle says that the run is unfinished.
                        npm run merge makes one finished run of all n bundles. Give each part its own --resume-dir
  --subset <n>@<seed>   runs n samples, drawn with the seed, as npm run replicate does; its bundle says that the run is unfinished
  --runtime <name>      ort or transformers for ONNX graphs, wllama for a GGUF file, webllm for an MLC folder; default: what the model of the configuration or of the folder
                        names
  --device <device>     wasm (the processor) or webgpu, for every model in place of the configuration's
  --resume-dir <folder> keeps the journal in this folder: the same command continues a run that was interrupted
  --quiet               no progress line
  --help                this text

Exit code: 0 every trial completed and the bundle was saved · 1 the run stopped or trials failed · 2 bad arguments or input.
`;

/** How often progress is read from the page, ms. */
const POLL_MS = 500;

/** Longest wait for the bundle: its report takes minutes where trials are many and the machine is busy, ms. */
const EXPORT_TIMEOUT_MS = 1_800_000;

/** A configuration, or a finished run with its new numbers of epochs. */
type Asked =
  | { readonly type: 'config'; readonly config: string; readonly part: RunPart | null }
  | {
      readonly type: 'extend';
      readonly bundle: string;
      readonly epochs: { readonly baseline: number; readonly perturbed?: number };
    };

interface Options {
  readonly asked: Asked;
  readonly out: string;
  readonly modelDir: string | null;
  readonly runtime: RuntimeName | undefined;
  readonly device: Device | undefined;
  readonly resumeDir: string | null;
  readonly quiet: boolean;
}

function readArguments(): ReturnType<typeof parseEvalArguments> | null {
  try {
    return parseEvalArguments();
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    return null;
  }
}

// oxlint-disable-next-line typescript/explicit-function-return-type
function parseEvalArguments() {
  return parseArgs({
    options: {
      config: { type: 'string' },
      shard: { type: 'string' },
      subset: { type: 'string' },
      extend: { type: 'string' },
      epochs: { type: 'string' },
      out: { type: 'string' },
      'model-dir': { type: 'string' },
      runtime: { type: 'string' },
      device: { type: 'string' },
      'resume-dir': { type: 'string' },
      quiet: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  }).values;
}

function readOptions(): Options | null {
  const values = readArguments();
  if (values === null) return null;
  if (values.help) {
    process.stdout.write(HELP);
    process.exit(0);
  }
  const asked = readAsked(values);
  const runtime = RuntimeName.optional().safeParse(values.runtime);
  const device = Device.optional().safeParse(values.device);
  if (asked === null || values.out === undefined || !runtime.success || !device.success) return null;
  return {
    asked,
    out: values.out,
    modelDir: values['model-dir'] ?? null,
    runtime: runtime.data,
    device: device.data,
    resumeDir: values['resume-dir'] ?? null,
    quiet: values.quiet,
  };
}

function readAsked({
  config,
  shard,
  subset,
  extend,
  epochs,
}: NonNullable<ReturnType<typeof readArguments>>): Asked | null {
  if (shard !== undefined && subset !== undefined) return null;
  const chosen = subset === undefined ? null : parseSubsetText(subset);
  const part = shard !== undefined ? parseRunPart(shard) : chosen === null ? null : { subset: chosen };
  const asksForPart = shard !== undefined || subset !== undefined;
  if (asksForPart && (part === null || extend !== undefined)) return null;
  if (extend === undefined)
    return config === undefined || epochs !== undefined ? null : { type: 'config', config, part };
  const match = /^(\d{1,4})(?:,(\d{1,4}))?$/.exec(epochs ?? '');
  if (config !== undefined || match === null) return null;
  const [, baseline, perturbed] = match;
  return {
    type: 'extend',
    bundle: extend,
    epochs: { baseline: Number(baseline), ...(perturbed === undefined ? {} : { perturbed: Number(perturbed) }) },
  };
}

function describe(failure: Failure): string {
  const place = failure.location === null ? '' : ` (${failure.location})`;
  return `${failure.code}${place}: ${failure.message}${failure.detail === null ? '' : `\n${failure.detail}`}`;
}

/** Ends the process with a message when the page answered with a failure. */
function unwrap<T>(result: Result<T>, exitCode: number): T {
  if (result.ok) return result.value;
  process.stderr.write(`${describe(result.failure)}\n`);
  process.exit(exitCode);
}

async function readConfigText(config: string): Promise<string> {
  if (config.includes('#c=')) return config;
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(await readFile(config));
  } catch (error) {
    process.stderr.write(`cannot read ${config}: ${error instanceof Error ? error.message : String(error)}\n`);
    return process.exit(2);
  }
}

function toProgressLine(state: AutomationState): string {
  const percent = ((100 * (state.completedTrials + state.failedTrials)) / state.trialCount).toFixed(0);
  const eta = state.etaMs === null ? '' : ` · ${Math.ceil(state.etaMs / 1000)} s left`;
  const speed = state.tokensPerSecond === null ? '' : ` · ${state.tokensPerSecond.toFixed(0)} tokens/s`;
  return `${state.phase} · ${state.completedTrials}/${state.trialCount} trials (${percent} %) · ${state.failedTrials} failed${speed}${eta}`;
}

async function waitForEnd(page: Page, runId: string, quiet: boolean): Promise<AutomationState> {
  for (;;) {
    const state = await page.evaluate((id) => window.plumblineAutomation?.state(id) ?? null, runId);
    if (state === null) throw new Error('the page lost the run');
    if (!quiet)
      process.stderr.write(process.stderr.isTTY ? `\r\u001b[K${toProgressLine(state)}` : `${toProgressLine(state)}\n`);
    if (state.phase === 'completed' || state.phase === 'stopped' || state.phase === 'cancelled') {
      if (!quiet && process.stderr.isTTY) process.stderr.write('\n');
      return state;
    }
    await setTimeout(POLL_MS);
  }
}

async function startConfig(
  page: Page,
  text: string,
  { runtime, device, part }: Pick<Options, 'runtime' | 'device'> & { readonly part: RunPart | null },
): Promise<string> {
  const config = unwrap(
    await page
      .evaluate(async (given) => window.plumblineAutomation?.configure(given.text, given.runtime, given.device), {
        text,
        runtime,
        device,
      })
      .then(present),
    2,
  );
  return unwrap(
    await page
      .evaluate(async (given) => window.plumblineAutomation?.start(given.config, given.part ?? undefined), {
        config,
        part,
      })
      .then(present),
    2,
  );
}

async function startExtension(page: Page, { bundle, epochs }: Extract<Asked, { type: 'extend' }>): Promise<string> {
  await chooseBundle(page, bundle);
  const runId = unwrap(await page.evaluate(async () => window.plumblineAutomation?.openBundle()).then(present), 2);
  return unwrap(
    await page
      .evaluate(async (given) => window.plumblineAutomation?.extend(given.runId, given.epochs), { runId, epochs })
      .then(present),
    2,
  );
}

async function main(): Promise<number> {
  const options = readOptions();
  if (options === null) {
    process.stderr.write(
      `--config (with --shard i/n for a part), or --extend with --epochs, and --out are needed; --runtime is one of ${RuntimeName.options.join(', ')}.\n\n${HELP}`,
    );
    return 2;
  }
  const { asked } = options;
  if (asked.type === 'extend' && !(await stat(asked.bundle).catch(() => null))?.isFile()) {
    process.stderr.write(`cannot read ${asked.bundle}: there is no such file\n`);
    return 2;
  }
  const configText = asked.type === 'config' ? await readConfigText(asked.config) : null;
  if (options.modelDir !== null && !(await stat(options.modelDir).catch(() => null))?.isDirectory()) {
    process.stderr.write(`--model-dir ${options.modelDir} is not a folder\n`);
    return 2;
  }
  await using app = await openHeadlessApp(options.resumeDir);
  const { page } = app;
  if (options.modelDir !== null) await chooseModelFolder(page, options.modelDir);
  const runId =
    asked.type === 'config'
      ? await startConfig(page, configText ?? '', { ...options, part: asked.part })
      : await startExtension(page, asked);
  const state = await waitForEnd(page, runId, options.quiet);
  if (state.failure !== null) process.stderr.write(`${describe(state.failure)}\n`);
  if (state.completedTrials === 0) return 1;
  const download = page.waitForEvent('download', { timeout: EXPORT_TIMEOUT_MS });
  unwrap(await page.evaluate(async (id) => window.plumblineAutomation?.exportBundle(id), runId).then(present), 1);
  await (await download).saveAs(options.out);
  if (!options.quiet) process.stderr.write(`saved ${options.out}\n`);
  return state.phase === 'completed' && state.failedTrials === 0 && state.completedTrials === state.trialCount ? 0 : 1;
}

function present<T>(value: T | undefined): T {
  if (value === undefined) throw new Error('the page has no automation surface');
  return value;
}

process.exitCode = await main();
