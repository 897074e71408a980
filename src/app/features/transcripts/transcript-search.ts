import type { SeverityLevel } from '#core/model/severity.ts';

/** What the Transcripts screen shows, as it stands in the address. An absent key filters nothing. */
export interface TranscriptSearch {
  readonly model?: string;
  readonly condition?: string;
  readonly family?: string;
  readonly sample?: string;
  readonly epoch?: number;
  readonly outcome?: TranscriptOutcome;
  readonly severity?: SeverityLevel;
  /** Code of the failure of a trial without output. */
  readonly failure?: string;
  readonly state?: TranscriptState;
  /** Absent = order of the plan. */
  readonly sort?: TranscriptSort;
  /** Text looked for in prompt, output, answer and sample id. */
  readonly q?: string;
  /** Key of the trial that is open. */
  readonly trial?: string;
}

export const transcriptOutcomes = ['pass', 'fail', 'unparsable', 'measured', 'failed'] as const;
export type TranscriptOutcome = (typeof transcriptOutcomes)[number];

export const severityLevels = [0, 1, 2, 3, 4] as const satisfies readonly SeverityLevel[];

/** `unstable`: epochs of the prompt differ in outcome. `stable`: they do not. `flipped`: not the usual outcome of the plain prompt. `remarked`: somebody said something of it. */
export const transcriptStates = ['unstable', 'stable', 'flipped', 'remarked'] as const;
export type TranscriptState = (typeof transcriptStates)[number];

/** Least stable prompt, least likely output, longest output, worst severity first. */
export const transcriptSorts = ['stability', 'likelihood', 'length', 'severity'] as const;
export type TranscriptSort = (typeof transcriptSorts)[number];

/** Reads the search part of an address; what does not fit is left out. */
export function parseTranscriptSearch(search: Record<string, unknown>): TranscriptSearch {
  const text = (key: string): string | undefined => {
    const value = search[key];
    return typeof value === 'string' && value !== '' ? value : typeof value === 'number' ? String(value) : undefined;
  };
  const epoch = Number(search['epoch']);
  const outcome = transcriptOutcomes.find((name) => name === search['outcome']);
  const texts = {
    model: text('model'),
    condition: text('condition'),
    family: text('family'),
    sample: text('sample'),
    failure: text('failure'),
    state: transcriptStates.find((name) => name === search['state']),
    sort: transcriptSorts.find((name) => name === search['sort']),
    severity: severityLevels.find((level) => String(level) === String(search['severity'])),
    q: text('q'),
    trial: text('trial'),
  };
  return {
    ...toPresent(texts),
    ...(Number.isInteger(epoch) && epoch >= 1 ? { epoch } : {}),
    ...(outcome === undefined ? {} : { outcome }),
  };
}

type Present<T> = { [K in keyof T]?: Exclude<T[K], undefined> };

/** The same record without its undefined entries. */
export function toPresent<T extends Record<string, unknown>>(record: T): Present<T> {
  const present: Present<T> = {};
  for (const key in record) {
    const value = record[key];
    if (value !== undefined) Object.assign(present, { [key]: value });
  }
  return present;
}
