import type { FailureCode } from '#core/errors/failure.ts';

export interface FailureAdvice {
  readonly title: string;
  /** What a person can do about it; null where the failure's own message says it, knowing the field, file or line. */
  readonly advice: string | null;
}

/** The one table of failure texts. The failure's own message says what happened; this says what kind it is and what helps. */
export const failureAdvice: Readonly<Record<FailureCode, FailureAdvice>> = {
  'config-invalid': {
    title: 'The configuration is not valid',
    advice: null,
  },
  'config-too-large': {
    title: 'The configuration is too large',
    advice: null,
  },
  'link-invalid': {
    title: 'The link cannot be used',
    advice: null,
  },
  'task-invalid': {
    title: 'The task file is not valid',
    advice: null,
  },
  'model-missing-file': {
    title: 'The model is incomplete',
    advice: null,
  },
  'model-download-failed': {
    title: 'The model could not be fetched',
    advice: 'Check the connection, then continue: what has arrived is kept.',
  },
  'model-hash-mismatch': {
    title: 'A model file is not the one that was asked for',
    advice: 'Its bytes do not match the recorded SHA-256. Get the file again from its source.',
  },
  'model-truncated': { title: 'A model file is cut short', advice: 'Get the file again, then continue.' },
  'model-not-a-model': {
    title: 'A model file is not a model',
    advice: null,
  },
  'model-load-failed': {
    title: 'The model could not be started',
    advice: 'The graph may use operators that the runtime lacks; try another precision.',
  },
  'runtime-unsupported': {
    title: 'This browser cannot run the model',
    advice:
      'Choose another device or precision, or use a current desktop browser with WebAssembly SIMD and storage enabled.',
  },
  'out-of-memory': {
    title: 'Memory is exhausted',
    advice: 'Lower the batch size or use a smaller precision, then continue.',
  },
  'device-lost': { title: 'The device was lost', advice: 'Continue the run: finished trials are kept.' },
  'worker-crashed': { title: 'The worker ended unexpectedly', advice: 'Continue the run: finished trials are kept.' },
  'context-overflow': {
    title: 'A prompt is longer than the model can read',
    advice: null,
  },
  'generation-timeout': {
    title: 'The model took too long',
    advice: 'Lower the number of new tokens or the batch size, then continue.',
  },
  cancelled: { title: 'The run was stopped', advice: 'What has landed is kept; the run can be continued.' },
  'scorer-failed': {
    title: 'A scorer could not judge an output',
    advice: null,
  },
  'storage-quota': {
    title: 'The browser’s storage is full',
    advice: 'Delete runs that are no longer needed, then continue.',
  },
  'storage-corrupt': {
    title: 'Stored data cannot be read',
    advice: 'If the run was exported, open its bundle instead.',
  },
  'storage-locked': {
    title: 'The run is open in another tab',
    advice: 'Close the other tab, or follow the run there.',
  },
  'bundle-invalid': {
    title: 'The bundle does not check out',
    advice: null,
  },
  'bundle-newer-version': {
    title: 'The bundle comes from a newer Plumbline',
    advice: null,
  },
  internal: {
    title: 'Something went wrong inside Plumbline',
    advice: 'Reload the page. If it happens again, report it with the detail below.',
  },
};
