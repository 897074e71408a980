import { toFailed, toOk, type Result } from '#core/errors/result.ts';
import { TranscriptEvent } from '#core/events/transcript-event.ts';
import type { LoadReport } from '#core/model/effective-config.ts';
import type { TrialOutput } from '#core/model/trial-output.ts';
import type { GroupOutput, GroupRequest, ScoreOutput, ScoreRequest } from '#workers/contract/inference.ts';
import type { ModelRef } from '#core/model/model-ref.ts';
import { PROBE_KEYS } from '#harness/probe-controls.ts';
import type { Clock, Journal, ModelSession, Ports, RunSummary } from '#harness/ports.ts';

/** A clock that moves one millisecond at every look. */
export function createFakeClock(): Clock {
  let nowMs = 0;
  return {
    nowMs: () => {
      nowMs += 1;
      return nowMs;
    },
    isoNow: () => '2026-11-20T00:00:00.000Z',
  };
}

export const fakeLoadReport: LoadReport = {
  modelId: 'test/scripted',
  modelHash: '0'.repeat(64),
  runtime: { name: 'scripted', version: '1', device: 'none', threads: 1 },
  graphFile: 'onnx/model.onnx',
  graph: { layers: 1, kvHeads: 1, headDim: 1, vocabularySize: 256, inputs: ['input_ids'], batchSensitiveOperators: [] },
  contextLength: 512,
  stopTokenIds: [0],
  chatTemplate: 'none',
  sampler: { id: 'scripted', version: 1 },
  prefillPlan: 'whole-prompt-batch-1',
  reproducibilityClass: 'A',
  maxBatchSize: 64,
  loadMs: 1,
  bytes: 1,
};

/** Output that depends on the trial key alone: about half of the trials say `yes`. */
export function toScriptedOutput(trialKey: string): TrialOutput {
  const token = Number.parseInt(trialKey.slice(0, 2), 16);
  return {
    outputText: token < 128 ? 'yes' : 'no',
    outputTokenIds: [token],
    logprobs: [{ token, logprob: -0.5, runnerUp: 1, runnerUpLogprob: -1 }],
    finishReason: 'stop-token',
  };
}

function toGroupOutput(request: GroupRequest): GroupOutput {
  return {
    groupIndex: request.groupIndex,
    rows: request.trialKeys.map((trialKey) => ({
      trialKey,
      output: toScriptedOutput(trialKey),
      timing: {
        startedAt: '2026-11-20T00:00:00.000Z',
        prefillMs: 1,
        ttftMs: 2,
        e2eMs: 5,
        computeMs: 1,
        batchSize: request.trialKeys.length,
        promptTokens: request.promptTokenIds.length,
        outputTokens: 1,
      },
    })),
    profile: { runtimeMs: 1, samplingMs: 1, otherMs: 1 },
  };
}

/** A token for each character. */
function toTokenIds(text: string): readonly number[] {
  return Array.from(text, (character) => (character.codePointAt(0) ?? 0) % 256);
}

/** Log-probabilities that depend on the token alone: token 0 is the likeliest. */
function toScoreOutput({ groupIndex, promptTokenIds, continuations }: ScoreRequest): ScoreOutput {
  return {
    groupIndex,
    continuations: continuations.map((tokenIds) =>
      tokenIds.map((token) => ({ token, logprob: -(token + 1) / 64, runnerUp: token + 1, runnerUpLogprob: -9 })),
    ),
    timing: {
      startedAt: '2026-11-20T00:00:00.000Z',
      prefillMs: 1,
      ttftMs: 2,
      e2eMs: 5,
      computeMs: 1,
      batchSize: continuations.length,
      promptTokens: promptTokenIds.length,
      outputTokens: continuations.flat().length,
    },
    profile: { runtimeMs: 1, samplingMs: 1, otherMs: 1 },
  };
}

export interface FakeWorld {
  readonly ports: Ports;
  /** Journal lines by run id. */
  readonly disk: Map<string, string[]>;
  readonly summaries: Map<string, RunSummary>;
  /** Sessions opened so far. */
  openedSessions(): number;
}

export interface FakeWorldOptions {
  /** Called before every generate but those of a control probe; a failure is what the worker answers. */
  readonly beforeGenerate?: (request: GroupRequest, callCount: number) => Result<null> | Promise<Result<null>>;
  /** Appends after which the disk is full. */
  readonly appendsUntilFull?: number;
  readonly report?: Partial<LoadReport>;
  readonly disk?: Map<string, string[]>;
  readonly buildSha256?: string;
  /** In place of the scripted model. */
  readonly session?: ModelSession | ((model: ModelRef) => Promise<Result<ModelSession>>);
  readonly tokenizerFiles?: Readonly<Record<string, string>>;
}

/** Ports over memory, with a scripted model. For tests of the harness only. */
export function createFakeWorld(options: FakeWorldOptions = {}): FakeWorld {
  const disk = options.disk ?? new Map<string, string[]>();
  const summaries = new Map<string, RunSummary>();
  let opened = 0;
  let calls = 0;
  let appends = 0;
  const openSession = (): ModelSession => ({
    report: { ...fakeLoadReport, ...options.report },
    prepare: (prompts) =>
      Promise.resolve(
        toOk(
          prompts.map(({ turns = [], user, continuations }) => {
            const prompt = [...turns.map(({ content }) => content), user].join('\n');
            return {
              prompt,
              promptTokenIds: toTokenIds(prompt),
              ...(continuations === undefined ? {} : { continuations: continuations.map(toTokenIds) }),
            };
          }),
        ),
      ),
    generate: async (request, signal) => {
      const isProbe = request.trialKeys.some((trialKey) => PROBE_KEYS.includes(trialKey));
      if (!isProbe) calls += 1;
      const allowed = (isProbe ? null : await options.beforeGenerate?.(request, calls)) ?? toOk(null);
      if (signal.aborted) return toFailed('cancelled', 'cancelled');
      return allowed.ok ? toOk(toGroupOutput(request)) : allowed;
    },
    scoreContinuations: (request) => Promise.resolve(toOk(toScoreOutput(request))),
    scoreText: ({ groupIndex, text }) => {
      const tokenIds = Array.from(text, (character) => (character.codePointAt(0) ?? 0) % 256);
      const request = { groupIndex, promptTokenIds: [], continuations: [tokenIds], batchSize: 1 };
      return Promise.resolve(toOk(toScoreOutput(request)));
    },
    readForced: ({ tokenIds, positions }) => {
      const { vocabularySize } = { ...fakeLoadReport, ...options.report }.graph;
      const logits = new Float32Array(positions.length * vocabularySize);
      for (const [index, position] of positions.entries())
        logits[index * vocabularySize + (tokenIds[position] ?? 0)] = 9;
      return Promise.resolve(toOk({ logits, vocabularySize }));
    },
    compareForced: ({ tokenIds, positions }) =>
      Promise.resolve(
        toOk(
          positions.map((position) => {
            const top = tokenIds[position] ?? 0;
            return { position, top, replicaTop: top, kl: 0.25 };
          }),
        ),
      ),
    [Symbol.asyncDispose]: () => Promise.resolve(),
  });
  const openJournal = (runId: string): Journal => ({
    events: (disk.get(runId) ?? []).map((line) => TranscriptEvent.parse(JSON.parse(line))),
    append: (events) => {
      appends += 1;
      if (options.appendsUntilFull !== undefined && appends > options.appendsUntilFull)
        return Promise.resolve(toFailed('storage-quota', 'The disk is full.'));
      disk.set(runId, [...(disk.get(runId) ?? []), ...events.map((event) => JSON.stringify(event))]);
      return Promise.resolve(toOk(null));
    },
    [Symbol.asyncDispose]: () => Promise.resolve(),
  });
  const unused = (): never => {
    throw new Error('not part of this fake');
  };
  const ports: Ports = {
    clock: createFakeClock(),
    newRunId: () => `run-0000000${disk.size + 1}`,
    runtime: {
      open: (model) => {
        opened += 1;
        if (typeof options.session === 'function') return options.session(model);
        return Promise.resolve(toOk(options.session ?? openSession()));
      },
      readTokenizerFiles: () => Promise.resolve(toOk(options.tokenizerFiles ?? { 'tokenizer.json': '{}' })),
      importFolder: unused,
    },
    transcripts: {
      open: (runId) => Promise.resolve(toOk(openJournal(runId))),
      readLines: (runId) => Promise.resolve(toOk(disk.get(runId) ?? [])),
      read: (runId) => Promise.resolve(toOk(openJournal(runId).events)),
      readStart: (runId) => {
        const [event] = openJournal(runId).events;
        return Promise.resolve(
          event?.type === 'run-start' ? toOk(event) : toFailed('storage-corrupt', 'The journal has no first line.'),
        );
      },
      importLines: (runId, lines) => {
        disk.set(runId, [...lines]);
        return Promise.resolve(toOk(null));
      },
      delete: (runId) => {
        disk.delete(runId);
        return Promise.resolve(toOk(null));
      },
    },
    runs: {
      list: () => Promise.resolve([...summaries.values()]),
      put: (summary) => {
        summaries.set(summary.runId, summary);
        return Promise.resolve();
      },
      listDiscarded: () => Promise.resolve([]),
      mark: unused,
      remove: unused,
    },
    tokenizers: { analyse: unused, countPrompts: unused, retokenise: unused },
    models: unused,
    analysis: {
      analyse: unused,
      analyseScores: unused,
      compare: unused,
      toColumns: unused,
      compareConfigurations: unused,
      compareOnAxes: unused,
    },
    bundles: { exportBundle: unused, importBundle: unused, packArchive: unused, unpackArchive: unused },
    storage: { measure: unused, persist: unused },
    ownFiles: { readText: unused, readBytes: unused },
    build: () =>
      Promise.resolve(
        toOk({
          version: '0',
          commit: null,
          lockfileSha256: '0'.repeat(64),
          buildSha256: options.buildSha256 ?? '1'.repeat(64),
          wasmSha256: [],
        }),
      ),
    environment: () =>
      Promise.resolve({
        browser: 'test',
        operatingSystem: 'test',
        logicalCores: 1,
        deviceMemoryGib: null,
        crossOriginIsolated: true,
        timerStepMs: 0,
      }),
    freeBytes: () => Promise.resolve(null),
    saveFile: unused,
  };
  return { ports, disk, summaries, openedSessions: () => opened };
}
