import type { AxesComparison } from '#core/metrics/compare-on-axes.ts';
import type { ParetoColumn } from '#core/metrics/pareto-column.ts';
import type { ConfigurationsAnswer, ConfigurationsQuestion } from '#core/model/configurations-comparison.ts';
import type { AxesRequest } from '#core/metrics/axes-request.ts';
import type { Result } from '#core/errors/result.ts';
import type { EventOf, TranscriptEvent } from '#core/events/transcript-event.ts';
import type { Environment, HarnessBuild, LoadReport } from '#core/model/effective-config.ts';
import type { ImportStage } from '#core/model/import-stage.ts';
import type { ForcedPosition } from '#core/model/forced.ts';
import type { ModelFile, ModelRef } from '#core/model/model-ref.ts';
import type { Report } from '#core/model/report.ts';
import type { RunComparison } from '#core/model/run-comparison.ts';
import type { ScoresReport } from '#core/model/scores-report.ts';
import type { ComparisonAsked } from '#core/replication/replication-settings.ts';
import type { RetokenisedText } from '#core/tokenizer/retokenised-text.ts';
import type { TokenizerReport } from '#core/tokenizer/tokenizer-report.ts';
import type {
  CompareRequest,
  ForcedLogits,
  ForcedRequest,
  GenerationDelta,
  GroupOutput,
  GroupRequest,
  PreparedPrompt,
  PromptRequest,
  ScoreOutput,
  ScoreRequest,
  ScoreTextRequest,
} from '#workers/contract/inference.ts';
import type { ImportedBundle, NamedBlob } from '#workers/contract/bundle.ts';
import type { DownloadProgress } from '#workers/contract/storage.ts';
import type {
  CountPromptsRequest,
  PromptCounts,
  RetokeniseTextsRequest,
  TokenizerRequest,
} from '#workers/contract/tokenizer.ts';
import type { ModelLibrary } from './model-library.ts';

/** Time, injected: `nowMs` is monotonic, `isoNow` is wall-clock ISO 8601 UTC. */
export interface Clock {
  nowMs(): number;
  isoNow(): string;
}

/** One loaded model in one worker; disposing ends the worker. */
export interface ModelSession extends AsyncDisposable {
  readonly report: LoadReport;
  prepare(prompts: readonly PromptRequest[], signal: AbortSignal): Promise<Result<readonly PreparedPrompt[]>>;
  generate(request: GroupRequest, signal: AbortSignal): Promise<Result<GroupOutput>>;
  scoreContinuations(request: ScoreRequest, signal: AbortSignal): Promise<Result<ScoreOutput>>;
  scoreText(request: ScoreTextRequest, signal: AbortSignal): Promise<Result<ScoreOutput>>;
  readForced(request: ForcedRequest, signal: AbortSignal): Promise<Result<ForcedLogits>>;
  compareForced(request: CompareRequest, signal: AbortSignal): Promise<Result<readonly ForcedPosition[]>>;
}

export interface LoadProgress {
  readonly stage: 'download' | 'start';
  readonly files: readonly DownloadProgress[];
}

/** Opens models. A session whose worker died answers every call with `worker-crashed`; open a new one. */
export interface ModelRuntime {
  open(
    ref: ModelRef,
    options: {
      readonly onProgress: (progress: LoadProgress) => void;
      readonly onDelta: (delta: GenerationDelta) => void;
      readonly signal: AbortSignal;
    },
  ): Promise<Result<ModelSession>>;
  /** Text of the tokenizer and template files of a model already verified, for the bundle. */
  readTokenizerFiles(ref: ModelRef): Promise<Result<Readonly<Record<string, string>>>>;
  /**
   * Turns picked files into a pinned ModelRef: hashes them, keeps them under their hash, finds the graph; of several graphs
   * that of `dtype`, else fp32, fp16, q8, q4, q4f16 in this order.
   */
  importFolder(
    files: readonly { readonly path: string; readonly blob: Blob }[],
    dtype: ModelRef['dtype'],
    onProgress: (progress: DownloadProgress) => void,
  ): Promise<Result<ModelRef>>;
}

/** An open journal: one writer per run across tabs. */
export interface Journal extends AsyncDisposable {
  /** Events already on disk when it was opened. */
  readonly events: readonly TranscriptEvent[];
  /** Resolves when the lines are on disk. */
  append(events: readonly TranscriptEvent[]): Promise<Result<null>>;
}

export interface TranscriptStore {
  /** Fails with `storage-locked` when another tab writes the run. */
  open(runId: string): Promise<Result<Journal>>;
  /** Journal lines as text, for folds in other workers. */
  readLines(runId: string): Promise<Result<readonly string[]>>;
  read(runId: string): Promise<Result<readonly TranscriptEvent[]>>;
  /** The first event alone: configuration and samples. */
  readStart(runId: string): Promise<Result<EventOf<'run-start'>>>;
  /** Writes a whole run at once (an opened bundle); replaces nothing that exists. */
  importLines(runId: string, lines: readonly string[]): Promise<Result<null>>;
  /** Fails with `storage-locked` while a tab writes the run. */
  delete(runId: string): Promise<Result<null>>;
}

/** What the list of runs shows; rebuildable from the journals. */
export interface RunSummary {
  readonly runId: string;
  readonly name: string;
  readonly modelIds: readonly string[];
  readonly taskTitle: string;
  readonly createdAt: string;
  readonly status: 'unfinished' | 'completed' | 'cancelled' | 'imported';
  readonly trialCount: number;
  readonly completedTrials: number;
  /** The name in the configuration, where a person gave the run another one. */
  readonly configName?: string;
  /** Of the first model under the first scorer; null = the run has none. Absent = not computed yet. */
  readonly headline?: RunHeadline | null;
  /** When a person deleted it; such runs are in `listDiscarded` only. ISO 8601. */
  readonly discardedAt?: string;
}

/** Mean success and pass^K of the plain prompts, in [0, 1], with the 95 % interval of the mean. */
export interface RunHeadline {
  readonly accuracy: number;
  readonly lower: number | null;
  readonly upper: number | null;
  /** Null where no sample has K epochs. */
  readonly passHatK: number | null;
  readonly k: number;
  readonly samples: number;
}

/** What is known of a run beside its journal. Lost with the index; a label then is the configuration's name again. */
export interface RunMarks {
  /** Null = the name in the configuration. */
  readonly label: string | null;
  readonly headline: RunHeadline | null;
  /** Null = not deleted. */
  readonly discardedAt: string | null;
}

export interface RunIndex {
  /** Without those that a person deleted. */
  list(): Promise<readonly RunSummary[]>;
  listDiscarded(): Promise<readonly RunSummary[]>;
  /** Adds or replaces a row; a label stays, a headline and a deletion do not. */
  put(summary: RunSummary): Promise<void>;
  /** Changes marks of a run that is listed or discarded. */
  mark(runId: string, marks: Partial<RunMarks>): Promise<void>;
  remove(runId: string): Promise<void>;
}

/** What this origin stores. */
export interface StorageUse {
  /** All of it: runs, models, the app for offline use. */
  readonly usedBytes: number;
  /** Null where the browser tells nothing. */
  readonly quotaBytes: number | null;
  /** The browser has promised not to clear it on its own. */
  readonly isPersistent: boolean;
  readonly bytesByRun: ReadonlyMap<string, number>;
}

export interface StorageMeter {
  measure(): Promise<StorageUse>;
  /** Asks the browser to keep what is stored; it, or the person whom it asks, may refuse. */
  persist(): Promise<boolean>;
}

/** How a person follows and ends an analysis. */
export interface AnalysisWatch {
  /** Gets the report without what is still being computed; what it has is final. Never called after the result. */
  readonly onPart: (report: Report) => void;
  /** Ends the analysis with `cancelled`. */
  readonly signal: AbortSignal;
}

export interface Analysis {
  analyse(lines: readonly string[], watch: AnalysisWatch): Promise<Result<Report>>;
  /** Fails with `task-invalid`, every bad row named; `name` says the format. */
  analyseScores(name: string, bytes: Uint8Array): Promise<Result<ScoresReport>>;
  /** Do two runs agree? Journals as lines. */
  compare(a: readonly string[], b: readonly string[], asked: ComparisonAsked): Promise<Result<RunComparison>>;
  /** The models of a journal as configurations under one scorer, sample by sample. */
  toColumns(lines: readonly string[], scorer: string): Promise<Result<readonly ParetoColumn[]>>;
  /** Models of several runs against a baseline. */
  compareConfigurations(
    journals: readonly (readonly string[])[],
    question: ConfigurationsQuestion,
  ): Promise<Result<ConfigurationsAnswer>>;
  /** Places configurations on axes, with P(on frontier). */
  compareOnAxes(request: AxesRequest): Promise<Result<AxesComparison>>;
}

export interface Tokenizers {
  /** Coverage of the languages of a text; fails when the tokenizer or the text cannot be used, or after a minute. */
  analyse(request: TokenizerRequest): Promise<Result<TokenizerReport>>;
  /** Tokens of whole prompts, and the context that they share with an output. */
  countPrompts(request: CountPromptsRequest): Promise<Result<PromptCounts>>;
  /** Texts in other tokens, as the axis `retokenise` asks them; fails for a tokenizer that the axis refuses, or after a minute. */
  retokenise(request: RetokeniseTextsRequest): Promise<Result<readonly RetokenisedText[]>>;
}

export interface BundleCodec {
  exportBundle(request: {
    readonly journalLines: readonly string[];
    readonly includeEnvironment: boolean;
  }): Promise<Result<{ readonly fileName: string; readonly blob: Blob }>>;
  importBundle(blob: Blob, onStage?: (stage: ImportStage) => void): Promise<Result<ImportedBundle>>;
  /** Puts files into one zip as they are. */
  packArchive(files: readonly NamedBlob[]): Promise<Result<Blob>>;
  /** The files of a zip, unchecked; fails with `bundle-invalid` when it is none, or against the limits on archives. */
  unpackArchive(blob: Blob): Promise<Result<readonly NamedBlob[]>>;
}

/** Files of the app's own origin (configurations, tasks), bounded; text is decoded as strict UTF-8. */
export interface OwnFiles {
  readText(path: string, maxBytes: number): Promise<Result<string>>;
  readBytes(path: string, maxBytes: number): Promise<Result<Uint8Array>>;
}

/** Everything the harness and the screens may reach of the world. */
export interface Ports {
  readonly clock: Clock;
  readonly newRunId: () => string;
  readonly runtime: ModelRuntime;
  readonly transcripts: TranscriptStore;
  readonly runs: RunIndex;
  /** Its code comes with the first use. */
  readonly models: () => Promise<ModelLibrary>;
  readonly analysis: Analysis;
  readonly tokenizers: Tokenizers;
  readonly bundles: BundleCodec;
  readonly ownFiles: OwnFiles;
  readonly build: () => Promise<Result<HarnessBuild>>;
  /** The machine; with its graphics adapter where one is asked for. */
  readonly environment: (options?: { readonly withGpu: boolean }) => Promise<Environment>;
  readonly freeBytes: () => Promise<number | null>;
  readonly storage: StorageMeter;
  /** Offers a file to the person. */
  readonly saveFile: (fileName: string, blob: Blob) => void;
}

/** Files of a model folder that the bundle carries so that text can be derived again from token ids. */
export function isTokenizerFile(file: ModelFile): boolean {
  return /(^|\/)(tokenizer\.json|tokenizer_config\.json|chat_template\.jinja|special_tokens_map\.json|generation_config\.json|config\.json)$/.test(
    file.path,
  );
}
