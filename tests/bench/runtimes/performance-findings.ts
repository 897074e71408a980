import type { RuntimesResult } from './measure-runtimes.ts';

/** A number against what is asked of it. */
export interface PerformanceFinding {
  readonly what: string;
  readonly value: number;
  readonly unit: '×' | 'ms' | 'MB';
  /** Absent where a number is for orientation only. */
  readonly limit?: { readonly atLeast: number } | { readonly atMost: number };
}

/** Speed of a group of 16 over transformers.js that is asked of each row. */
const GROUP_TARGETS: Readonly<Record<string, number>> = {
  'embedded-fp32-wasm': 7,
  '40m-fp32-wasm': 5.5,
  '40m-q4-wasm': 6,
  '40m-q4-expanded-wasm': 10,
};
/** Memory that a page may take beside four times its model, bytes. */
const FIXED_BYTES = 150e6;

/** Everything that is asked of the runtimes, with what was measured. */
export function toPerformanceFindings({ rows, memory, sampling }: RuntimesResult): readonly PerformanceFinding[] {
  return [
    ...rows.flatMap((row): PerformanceFinding[] => {
      const target = GROUP_TARGETS[row.id];
      return [
        {
          what: `${row.id}: group of 16 over transformers.js`,
          value: row.groupToGenerate,
          unit: '×',
          ...(target === undefined ? {} : { limit: { atLeast: target } }),
        },
        {
          what: `${row.id}: single stream over transformers.js`,
          value: row.singleToGenerate,
          unit: '×',
          limit: { atLeast: 1 },
        },
        {
          what: `${row.id}: single stream over bare session.run`,
          value: row.singleToBare,
          unit: '×',
          limit: { atLeast: 0.95 },
        },
      ];
    }),
    ...memory.map(({ id, modelBytes, peakBytes }): PerformanceFinding => {
      const limit = { atMost: (4 * modelBytes + FIXED_BYTES) / 1e6 };
      return { what: `${id}: peak memory of the page`, value: peakBytes / 1e6, unit: 'MB', limit };
    }),
    {
      what: `sampling, ${sampling.vocabularySize.toLocaleString('en')} tokens, ${sampling.rows} rows, per row and step`,
      value: sampling.msPerRow,
      unit: 'ms',
      limit: { atMost: 5 },
    },
  ];
}

/** True where nothing is asked, or what is asked is kept. */
export function isFindingMet({ value, limit }: PerformanceFinding): boolean {
  if (limit === undefined) return true;
  return 'atLeast' in limit ? value >= limit.atLeast : value <= limit.atMost;
}
