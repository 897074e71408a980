import { toConfigHash } from '#core/bundle/config-hash.ts';
import { toFailed, toOk, type Result } from '#core/errors/result.ts';
import { parseTranscriptLines } from '#core/events/parse-transcript-lines.ts';
import type { HarnessConfig, ProtocolConfig } from '#core/model/harness-config.ts';
import type { ModelRef } from '#core/model/model-ref.ts';
import { parseConfig } from '#core/model/parse-config.ts';
import type { Sample } from '#core/model/sample.ts';
import { openBundle } from '#harness/open-bundle.ts';
import { planExtension, readExtendable } from '#harness/extend-run.ts';
import { parseConfigLink } from '#harness/bundle-link.ts';
import type { Ports } from '#harness/ports.ts';
import { planRun } from '#harness/plan-run.ts';
import { rerunTrials, type Rerun } from '#harness/rerun-trials.ts';
import type { RunLibrary } from '#harness/run-library.ts';
import type { RunPart } from '#harness/run-part.ts';
import type { RunState } from '#harness/run-state.ts';
import { saveBundle } from '#harness/save-bundle.ts';

/** Progress of a run as plain data. */
export type AutomationState = Pick<
  RunState,
  'phase' | 'failure' | 'completedTrials' | 'failedTrials' | 'elapsedMs' | 'etaMs' | 'tokensPerSecond'
> & { readonly trialCount: number };

/**
 * What `npm run eval` and `npm run verify` call from outside the page, with the same ports and run library as the screens.
 * Present only when the page was opened with `?automation`.
 */
export interface Automation {
  /** Text of a configuration, or a link. The model folder chosen in the automation's file input replaces its models; `runtime` replaces theirs. */
  configure(
    textOrLink: string,
    runtime?: ModelRef['runtime'],
    device?: ModelRef['device'],
  ): Promise<Result<HarnessConfig>>;
  /** Starts the configuration or a part of it, or continues an unfinished run of it that the browser's storage holds; gives the run id. */
  start(config: HarnessConfig, part?: RunPart): Promise<Result<string>>;
  /** Keeps the bundle chosen in the automation's file input as a run; gives the run id. */
  openBundle(): Promise<Result<string>>;
  /** Starts a longer run from a finished one that is stored here, or continues one that was begun; gives its run id. */
  extend(runId: string, epochs: Partial<ProtocolConfig['epochs']>): Promise<Result<string>>;
  state(runId: string): AutomationState | null;
  /** Offers the bundle as a download. */
  exportBundle(runId: string): Promise<Result<string>>;
  rerun(config: HarnessConfig, samples: readonly Sample[], trialKeys: readonly string[]): Promise<Result<Rerun>>;
}

declare global {
  interface Window {
    plumblineAutomation?: Automation;
  }
}

/** Adds the automation surface and its folder input to the page. */
export function exposeAutomation(ports: Ports, runs: RunLibrary): void {
  const folderInput = createFileInput('model-folder');
  folderInput.webkitdirectory = true;
  const bundleInput = createFileInput('bundle');
  window.plumblineAutomation = {
    configure: async (textOrLink, runtime, device) => {
      const start = textOrLink.indexOf('#c=');
      const config = start === -1 ? parseConfig(textOrLink) : parseConfigLink(textOrLink.slice(start));
      if (!config.ok) return config;
      const [asked, ...others] = config.value.models;
      const dtype = runtime === undefined ? asked?.dtype : (OWN_FORMAT[runtime] ?? asked?.dtype);
      const folder = await importChosenFolder(ports, folderInput, dtype);
      if (!folder.ok) return folder;
      if (folder.value === null) return withRuntime(withDevice(config.value, device), runtime);
      if (others.length > 0)
        return toFailed(
          'config-invalid',
          'A model folder replaces one model, but the configuration has several: leave one.',
          {
            location: 'models',
          },
        );
      const graphs = await importFurtherGraphs(ports, folderInput, config.value);
      if (!graphs.ok) return graphs;
      const { threads = 1, chatTemplate = null } = asked ?? {};
      const replaced = {
        ...config.value,
        models: [{ ...folder.value, threads, chatTemplate, device: asked?.device ?? 'wasm' }],
      };
      return withRuntime(withDevice(replaced, device), runtime);
    },
    start: async (config, part) => {
      const unfinished = await findUnfinished(ports, config);
      if (unfinished !== null) {
        const continued = await runs.continue(unfinished, part);
        return continued.ok ? toOk(unfinished) : continued;
      }
      const prepared = await runs.prepare(config);
      if (!prepared.ok) return prepared;
      const started = await runs.start(prepared.value, part);
      return started.ok ? toOk(started.value.getState().runId) : started;
    },
    openBundle: async () => {
      const [bundle] = bundleInput.files ?? [];
      return bundle === undefined ? toFailed('bundle-invalid', 'No bundle was chosen.') : openBundle(ports, bundle);
    },
    extend: async (runId, asked) => {
      const run = await readExtendable(ports, runId);
      if (!run.ok) return run;
      const { models, protocol } = run.value.start.config;
      // Puts the files of a model that is on this machine only where the run looks for them.
      const folder = await importChosenFolder(ports, folderInput, models[0]?.dtype);
      if (!folder.ok) return folder;
      const epochs = { ...protocol.epochs, ...asked };
      const planned = planExtension(run.value, epochs);
      if (!planned.ok) return planned;
      const unfinished = await findUnfinished(ports, planned.value.config);
      const extended = unfinished === null ? await runs.extend(runId, epochs) : await runs.continue(unfinished);
      return extended.ok ? toOk(extended.value.getState().runId) : extended;
    },
    state: (runId) => {
      const state = runs.find(runId)?.getState();
      if (state === undefined) return null;
      const { phase, failure, completedTrials, failedTrials, elapsedMs, etaMs, tokensPerSecond } = state;
      return {
        phase,
        failure,
        completedTrials,
        failedTrials,
        elapsedMs,
        etaMs,
        tokensPerSecond,
        trialCount: state.plan.trialCount,
      };
    },
    exportBundle: async (runId) => saveBundle(ports, runId, true),
    rerun: async (config, samples, trialKeys) => {
      const folder = await importChosenFolder(ports, folderInput, config.models[0]?.dtype);
      if (!folder.ok) return folder;
      if (folder.value === null) return toFailed('model-missing-file', 'No model folder was chosen.');
      const plan = planRun(config, samples);
      if (!plan.ok) return plan;
      return rerunTrials(
        ports,
        { config, samples, plan: plan.value },
        trialKeys,
        folder.value,
        new AbortController().signal,
      );
    },
  };
}

/** The configuration with every model on another runtime; fails where its files are not of the kind that the runtime reads. */
function withDevice(config: HarnessConfig, device: ModelRef['device'] | undefined): HarnessConfig {
  return device === undefined ? config : { ...config, models: config.models.map((model) => ({ ...model, device })) };
}

function withRuntime(config: HarnessConfig, runtime: ModelRef['runtime'] | undefined): Result<HarnessConfig> {
  if (runtime === undefined) return toOk(config);
  const wrong = config.models.find(
    ({ dtype }) => toRuntimeFormat(runtime) !== (dtype === 'gguf' || dtype === 'mlc' ? dtype : 'onnx'),
  );
  if (wrong === undefined) return toOk({ ...config, models: config.models.map((model) => ({ ...model, runtime })) });
  return toFailed(
    'config-invalid',
    `The runtime ${runtime} reads ${FORMAT_TEXT[toRuntimeFormat(runtime)]}, and "${wrong.modelId}" is none: give --model-dir a folder with one.`,
    { location: 'models' },
  );
}

/** Formats that one runtime alone reads, by the word that a configuration has for their precision. */
const OWN_FORMAT: Readonly<Partial<Record<ModelRef['runtime'], 'gguf' | 'mlc'>>> = { wllama: 'gguf', webllm: 'mlc' };

const FORMAT_TEXT = {
  onnx: 'an ONNX graph',
  gguf: 'one GGUF file',
  mlc: 'an MLC model (mlc-chat-config.json with its weights and compiled library)',
} as const;

function toRuntimeFormat(runtime: ModelRef['runtime']): keyof typeof FORMAT_TEXT {
  return OWN_FORMAT[runtime] ?? 'onnx';
}

/** Id of a stored run of exactly this configuration that has trials left, or null. */
async function findUnfinished(ports: Ports, config: HarnessConfig): Promise<string | null> {
  const configHash = toConfigHash(config);
  for (const { runId, status } of await ports.runs.list()) {
    if (status !== 'unfinished' && status !== 'cancelled') continue;
    const lines = await ports.transcripts.readLines(runId);
    const first = lines.ok ? parseTranscriptLines(lines.value.slice(0, 1)) : lines;
    const start = first.ok ? first.value[0] : undefined;
    if (start?.type === 'run-start' && start.configHash === configHash) return runId;
  }
  return null;
}

function createFileInput(name: string): HTMLInputElement {
  const input = document.createElement('input');
  input.type = 'file';
  input.hidden = true;
  input.dataset['automation'] = name;
  document.body.append(input);
  return input;
}

/** Puts the graphs of the axis "quant" that are in the chosen folder where a run looks for them; fails when one is not the pinned one. */
async function importFurtherGraphs(
  ports: Ports,
  input: HTMLInputElement,
  { protocol }: HarnessConfig,
): Promise<Result<null>> {
  for (const [index, axis] of (protocol.axes ?? []).entries()) {
    if (axis.type !== 'quant') continue;
    for (const [position, { dtype, files }] of axis.values.entries()) {
      const found = await importChosenFolder(ports, input, dtype);
      if (!found.ok) return found;
      const missing = files.find(({ sha256 }) => found.value?.files.every((file) => file.sha256 !== sha256) !== false);
      if (missing !== undefined)
        return toFailed(
          'model-hash-mismatch',
          `The chosen folder lacks ${missing.path} with the hash that is pinned.`,
          {
            location: `protocol.axes[${index}].values[${position}]`,
          },
        );
    }
  }
  return toOk(null);
}

/** The model of the chosen folder, or null when none was chosen; `dtype` names the graph that is preferred when there are several. */
async function importChosenFolder(
  ports: Ports,
  input: HTMLInputElement,
  dtype: ModelRef['dtype'] = 'fp32',
): Promise<Result<ModelRef | null>> {
  const files = [...(input.files ?? [])].map((file) => ({
    path: file.webkitRelativePath === '' ? file.name : file.webkitRelativePath,
    blob: file,
  }));
  return files.length === 0 ? toOk(null) : ports.runtime.importFolder(files, dtype, () => {});
}
