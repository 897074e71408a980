import type { Analysis, BundleCodec, ModelRuntime, Ports, RunIndex, TranscriptStore } from '#harness/ports.ts';
import { clock } from './clock.ts';
import { createLazy } from './create-lazy.ts';
import { readFreeBytes } from './free-bytes.ts';
import { saveFile } from './save-file.ts';
import { createWorkerRegistry, type WorkerRegistry } from './worker-registry.ts';

/**
 * The browser's ports: the only place where adapters are chosen. Calling it loads and starts nothing; the code of an
 * adapter comes with its first use, a worker with its first call.
 */
export function createPorts(): Ports {
  const registry = createWorkerRegistry();
  if (new URLSearchParams(location.search).has('test-hooks')) {
    void import('./test-hooks.ts').then(({ installTestHooks }) => installTestHooks(registry));
  }
  const transcripts = createTranscripts(registry);
  const runs = createRuns(transcripts);
  const models = createLazy(async () => (await import('./model-library.ts')).createModelLibrary(registry, runs, clock));
  return {
    clock,
    newRunId: () => crypto.randomUUID(),
    runtime: createRuntime(registry, models),
    transcripts,
    runs,
    models,
    analysis: createAnalysis(registry),
    tokenizers: {
      analyse: async (request) =>
        (await import('./tokenizer-client.ts')).createTokenizerClient(registry).analyse(request),
      countPrompts: async (request) =>
        (await import('./tokenizer-client.ts')).createTokenizerClient(registry).countPrompts(request),
      retokenise: async (request) =>
        (await import('./tokenizer-client.ts')).createTokenizerClient(registry).retokenise(request),
    },
    bundles: createBundles(registry),
    ownFiles: {
      readText: async (path, maxBytes) => (await import('./own-files.ts')).ownFiles.readText(path, maxBytes),
      readBytes: async (path, maxBytes) => (await import('./own-files.ts')).ownFiles.readBytes(path, maxBytes),
    },
    build: async () => (await import('./build-info.ts')).readBuildInfo(),
    environment: async (options) => (await import('./hardware-probe.ts')).probeHardware(options),
    freeBytes: readFreeBytes,
    storage: {
      measure: async () => (await import('./storage-meter.ts')).storageMeter.measure(),
      persist: async () => (await import('./storage-meter.ts')).storageMeter.persist(),
    },
    saveFile,
  };
}

function createRuntime(registry: WorkerRegistry, models: Ports['models']): ModelRuntime {
  const load = createLazy(async () => (await import('./inference-client.ts')).createInferenceClient(registry));
  return {
    open: async (ref, options) => {
      const session = await (await load()).open(ref, options);
      // A remark for the list of models; that it cannot be written is no reason to end a run.
      if (session.ok)
        models()
          .then((library) => library.noteLoad(ref, session.value.report))
          .catch(reportError);
      return session;
    },
    readTokenizerFiles: async (ref) => (await load()).readTokenizerFiles(ref),
    importFolder: async (files, dtype, onProgress) => (await load()).importFolder(files, dtype, onProgress),
  };
}

function createTranscripts(registry: WorkerRegistry): TranscriptStore {
  const load = createLazy(async () => {
    const [{ createOpfsTranscriptStore }, { startStorageWorker }, { createWorkerSlot }] = await Promise.all([
      import('./opfs-transcript-store.ts'),
      import('./storage-client.ts'),
      import('./worker-slot.ts'),
    ]);
    return createOpfsTranscriptStore(createWorkerSlot(() => startStorageWorker('storage', registry)));
  });
  return {
    open: async (runId) => (await load()).open(runId),
    readLines: async (runId) => (await load()).readLines(runId),
    read: async (runId) => (await load()).read(runId),
    readStart: async (runId) => (await load()).readStart(runId),
    importLines: async (runId, lines) => (await load()).importLines(runId, lines),
    delete: async (runId) => (await load()).delete(runId),
  };
}

function createRuns(transcripts: TranscriptStore): RunIndex {
  const load = createLazy(async () => {
    const [{ createIdbRunIndex }, { createJournalSource }] = await Promise.all([
      import('./idb-run-index.ts'),
      import('./journal-source.ts'),
    ]);
    return createIdbRunIndex(createJournalSource(transcripts));
  });
  return {
    list: async () => (await load()).list(),
    listDiscarded: async () => (await load()).listDiscarded(),
    put: async (summary) => (await load()).put(summary),
    mark: async (runId, marks) => (await load()).mark(runId, marks),
    remove: async (runId) => (await load()).remove(runId),
  };
}

function createAnalysis(registry: WorkerRegistry): Analysis {
  const load = createLazy(async () => (await import('./analysis-client.ts')).createAnalysisClient(registry));
  return {
    analyse: async (lines, watch) => (await load()).analyse(lines, watch),
    analyseScores: async (name, bytes) => (await load()).analyseScores(name, bytes),
    compare: async (a, b, asked) => (await load()).compare(a, b, asked),
    toColumns: async (lines, scorer) => (await load()).toColumns(lines, scorer),
    compareConfigurations: async (journals, question) => (await load()).compareConfigurations(journals, question),
    compareOnAxes: async (request) => (await load()).compareOnAxes(request),
  };
}

function createBundles(registry: WorkerRegistry): BundleCodec {
  const load = createLazy(async () => (await import('./bundle-client.ts')).createBundleClient(registry));
  return {
    exportBundle: async (request) => (await load()).exportBundle(request),
    importBundle: async (blob, onStage) => (await load()).importBundle(blob, onStage),
    packArchive: async (files) => (await load()).packArchive(files),
    unpackArchive: async (blob) => (await load()).unpackArchive(blob),
  };
}
