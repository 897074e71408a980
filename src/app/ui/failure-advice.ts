import type { FailureCode } from '#core/errors/failure.ts';

export interface FailureAdvice {
  readonly title: string;
  /** What a person can do about it. */
  readonly advice: string;
}

/** The one table of failure texts. The failure's own message says what happened; this says what kind it is and what helps. */
export const failureAdvice: Readonly<Record<FailureCode, FailureAdvice>> = {
  'config-invalid': {
    title: 'The configuration is not valid',
    advice: 'Correct the field that is named; nothing has been started.',
  },
  'config-too-large': {
    title: 'The configuration is too large',
    advice: 'Save it as a file instead, or name the samples by file rather than inline.',
  },
  'link-invalid': {
    title: 'The link cannot be used',
    advice: 'Ask for the link again: a part is missing or was changed on the way.',
  },
  'task-invalid': {
    title: 'The task file is not valid',
    advice: 'Correct the line that is named and load the file again.',
  },
  'model-missing-file': {
    title: 'The model is incomplete',
    advice: 'Add the missing file to the folder, or choose a folder in Hugging Face layout.',
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
    advice: 'The address probably answers with a web page. Check the source.',
  },
  'model-load-failed': {
    title: 'The model could not be started',
    advice: 'The graph may use operators that the runtime lacks; try another precision.',
  },
  'runtime-unsupported': {
    title: 'This browser cannot run the model',
    advice: 'Use a current desktop browser with WebAssembly SIMD and storage enabled.',
  },
  'out-of-memory': {
    title: 'Memory is exhausted',
    advice: 'Lower the batch size or use a smaller precision, then continue.',
  },
  'device-lost': { title: 'The device was lost', advice: 'Continue the run: finished trials are kept.' },
  'worker-crashed': { title: 'The worker ended unexpectedly', advice: 'Continue the run: finished trials are kept.' },
  'context-overflow': {
    title: 'A prompt is longer than the model can read',
    advice: 'Shorten the sample or lower the number of new tokens.',
  },
  'generation-timeout': {
    title: 'The model took too long',
    advice: 'Lower the number of new tokens or the batch size, then continue.',
  },
  cancelled: { title: 'The run was stopped', advice: 'What has landed is kept; the run can be continued.' },
  'scorer-failed': {
    title: 'A scorer could not judge an output',
    advice: 'Check the scorer in the configuration; the trial is not counted as wrong.',
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
    advice: 'It was changed or cut short. Get the original again; nothing has been stored.',
  },
  'bundle-newer-version': {
    title: 'The bundle comes from a newer Plumbline',
    advice: 'Open it with a newer version; nothing has been stored.',
  },
  internal: {
    title: 'Something went wrong inside Plumbline',
    advice: 'Reload the page. If it happens again, report it with the detail below.',
  },
};
