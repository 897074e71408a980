import type { ViewerResult } from './measure-viewer.ts';

/** A number of the viewer beside what is asked of it and what the best peer needs for the same rows. */
export interface ViewerFigure {
  readonly what: string;
  readonly unit: 's' | 'MB' | 'ms' | 'kB' | 'frames';
  readonly value: number;
  /** Null = for orientation. */
  readonly atMost: number | null;
  /** Inspect View on 10,000 and 100,000 rows of its own format (its version of 2026-11, Chromium); null = not measured. */
  readonly inspect: number | null;
}

/** Bars of the two sizes; those of import belong to 200 MB. */
const BARS = {
  small: { listSeconds: 0.6, listMegabytes: 40, openSeconds: null, searchSeconds: null, importSeconds: null },
  large: { listSeconds: 2, listMegabytes: 150, openSeconds: 0.2, searchSeconds: 1, importSeconds: 8 },
} as const;

const INSPECT = {
  small: { listSeconds: 1.25, listMegabytes: 36, linkSeconds: null },
  large: { listSeconds: 5.75, listMegabytes: 247, linkSeconds: 5.85 },
} as const;

/** Figures of one bundle; the size decides which bars hold. */
export function toViewerFigures(result: ViewerResult, size: keyof typeof BARS): readonly ViewerFigure[] {
  const bars = BARS[size];
  const peer = INSPECT[size];
  const { scroll } = result;
  const seconds = (ms: number): number => ms / 1000;
  return [
    { what: 'import', unit: 's', value: seconds(result.importMs), atMost: bars.importSeconds, inspect: null },
    {
      what: 'list, from a new tab',
      unit: 's',
      value: seconds(result.listMs),
      atMost: bars.listSeconds,
      inspect: peer.listSeconds,
    },
    {
      what: 'heap with the list',
      unit: 'MB',
      value: result.heapBytes / 1e6,
      atMost: bars.listMegabytes,
      inspect: peer.listMegabytes,
    },
    { what: 'page and workers, collected', unit: 'MB', value: result.agentBytes / 1e6, atMost: null, inspect: null },
    {
      what: 'open a trial from the list',
      unit: 's',
      value: seconds(result.openMs),
      atMost: bars.openSeconds,
      inspect: null,
    },
    {
      what: 'open a trial by its address, new tab',
      unit: 's',
      value: seconds(result.linkMs),
      atMost: null,
      inspect: peer.linkSeconds,
    },
    { what: 'search', unit: 's', value: seconds(result.searchMs), atMost: bars.searchSeconds, inspect: null },
    { what: 'scroll, 95 % of frames', unit: 'ms', value: scroll.p95Ms, atMost: 20, inspect: null },
    { what: 'scroll, frames with a blank row', unit: 'frames', value: scroll.blankFrames, atMost: 0, inspect: null },
    { what: 'scripts of the route, gzip', unit: 'kB', value: result.scriptBytes / 1000, atMost: 250, inspect: 1420 },
  ];
}

/** `docs/large-runs.md`. `load` is the machine's load average before the bench, over `cores`. */
export function toViewerDocument(
  results: readonly ViewerResult[],
  machine: { readonly cores: number; readonly load: number; readonly date: string },
): string {
  const tables = results.map((result, index) => {
    const { trials, unpackedBytes, zipBytes } = result.bundle;
    const rows = toViewerFigures(result, index === 0 ? 'small' : 'large').map(
      ({ what, unit, value, atMost, inspect }) =>
        `| ${what} | ${value.toFixed(unit === 's' ? 2 : 0)} ${unit} | ${atMost === null ? '' : `≤ ${String(atMost)} ${unit}`} | ${inspect === null ? '' : `${String(inspect)} ${unit}`} | ${atMost === null ? '' : value <= atMost ? 'met' : '**missed**'} |`,
    );
    return [
      `## ${trials.toLocaleString('en-US')} trials, ${(unpackedBytes / 1e6).toFixed(0)} MB unpacked, ${(zipBytes / 1e6).toFixed(1)} MB as a file`,
      '',
      '| | measured | asked | Inspect View | |',
      '|---|---:|---:|---:|---|',
      ...rows,
    ].join('\n');
  });
  return `# Large runs on the screen

Written by \`npm run bench -- viewer\`. Times are worth what the machine was worth when they were taken.

Bundles of real rows: greedy answers of the embedded model to the quick start's short families under all its perturbations, each
epoch a row of its own. The built app in Chromium, storage on the disk, ${String(machine.cores)} cores with ${machine.load.toFixed(1)} processes wanting to run before the bench began; ${machine.date}.
Inspect View's numbers are of its own format on another day (ANCHORS §5), for orientation.

${results.length < 2 ? 'The larger bundle was left out of this measurement.\n\n' : ''}${tables.join('\n\n')}
`;
}
