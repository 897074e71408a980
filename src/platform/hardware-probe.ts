import type { Environment } from '#core/model/effective-config.ts';
import { probeGpu } from './probe-gpu.ts';

/** Members of `Navigator` that only some browsers have; optional, because each is absent somewhere. */
interface PartialNavigator {
  readonly userAgent: string;
  readonly hardwareConcurrency?: number;
  readonly deviceMemory?: number;
  readonly userAgentData?: {
    readonly brands: readonly { readonly brand: string; readonly version: string }[];
    readonly platform: string;
  };
}

const BROWSERS: readonly { readonly name: string; readonly pattern: RegExp }[] = [
  { name: 'Edge', pattern: /\bEdg(?:e|A|iOS)?\/(\d+)/ },
  { name: 'Opera', pattern: /\bOPR\/(\d+)/ },
  { name: 'Firefox', pattern: /\b(?:Firefox|FxiOS)\/(\d+)/ },
  { name: 'Chrome', pattern: /\b(?:HeadlessChrome|Chrome|CriOS)\/(\d+)/ },
  { name: 'Safari', pattern: /\bVersion\/(\d+)[.\d]* (?:Mobile\/\S+ )?Safari\// },
];
const SYSTEMS: readonly { readonly name: string; readonly pattern: RegExp }[] = [
  { name: 'Android', pattern: /Android/ },
  { name: 'iOS', pattern: /iPhone|iPad|iPod/ },
  { name: 'Windows', pattern: /Windows/ },
  { name: 'Chrome OS', pattern: /CrOS|Chrome OS|Chromium OS/ },
  { name: 'macOS', pattern: /Macintosh|macOS/ },
  { name: 'Linux', pattern: /Linux/ },
];
const TIMER_SAMPLES = 20;
/** Give up on a clock that stands still, in readings. */
const MAX_READINGS = 5_000_000;

/** The machine in coarse words: browser with major version, family of the system, no model, no full version. */
export async function probeHardware({ withGpu } = { withGpu: false }): Promise<Environment> {
  const device: PartialNavigator = navigator;
  return {
    browser: toBrowserName(device),
    operatingSystem: toSystemName(device.userAgentData?.platform ?? '') ?? toSystemName(device.userAgent) ?? 'unknown',
    logicalCores: Math.max(1, device.hardwareConcurrency ?? 1),
    deviceMemoryGib: device.deviceMemory ?? null,
    crossOriginIsolated,
    timerStepMs: measureTimerStepMs(() => performance.now()),
    ...(withGpu ? { gpu: await probeGpu() } : {}),
  };
}

/** Name and major version, e.g. "Chrome 156". */
export function toBrowserName({ userAgent, userAgentData }: PartialNavigator): string {
  const named = BROWSERS.map(({ name, pattern }) => ({ name, major: pattern.exec(userAgent)?.[1] })).find(
    ({ major }) => major !== undefined,
  );
  if (named !== undefined) return `${named.name} ${named.major}`;
  const brand = userAgentData?.brands.find((candidate) => !/not.?a.?brand/i.test(candidate.brand));
  return brand === undefined ? 'unknown' : `${brand.brand} ${brand.version}`;
}

/** Family of the operating system, or null. */
export function toSystemName(text: string): string | null {
  return SYSTEMS.find(({ pattern }) => pattern.test(text))?.name ?? null;
}

/** Smallest step between two readings of a clock; 0 when it never moved. */
export function measureTimerStepMs(nowMs: () => number): number {
  let smallest = Number.POSITIVE_INFINITY;
  let last = nowMs();
  for (let steps = 0, readings = 0; steps < TIMER_SAMPLES && readings < MAX_READINGS; readings += 1) {
    const now = nowMs();
    if (now === last) continue;
    smallest = Math.min(smallest, now - last);
    last = now;
    steps += 1;
  }
  return Number.isFinite(smallest) ? smallest : 0;
}
