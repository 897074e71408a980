import { toLaunchOptions } from '#scripts/launch-options.ts';
import { chromium, type Page } from '@playwright/test';
import type { Measurement, Way, Workload } from './bench-page-api.ts';
import { median } from './median.ts';
import { serveBenchPage } from './serve-bench-page.ts';

const ROUNDS = 5;
/** Enough for shares, and done in seconds. */
const LARGE_MODEL_SAMPLES = 2;
const LARGE_MODEL_TOKENS = 24;
const ways: readonly Way[] = ['groups', 'single', 'transformers'];

/** Medians over the rounds. */
export interface SpeedResult {
  readonly tokensPerSecond: Readonly<Record<Way, number>>;
  /** Speed of groups over the speed of the other way, within the same round. */
  readonly ratioToSingle: number;
  readonly ratioToTransformers: number;
  /** Share of the group loop's time that goes into sampling and log-probabilities. */
  readonly samplingShare: number;
  /** Groups and single trials gave the same tokens. */
  readonly isSameOutput: boolean;
  readonly largeModel: {
    readonly parameters: number;
    readonly tokensPerSecond: number;
    readonly samplingShare: number;
  };
}

/** Measures the ways in turn, several rounds, in one page; the first pass of each is thrown away. */
export async function measureSpeed(workload: Workload): Promise<SpeedResult> {
  const served = await serveBenchPage();
  const browser = await chromium.launch(toLaunchOptions());
  try {
    const page = await browser.newPage();
    page.on('pageerror', (error) => console.error(error));
    await page.goto(served.url);
    return await measureInPage(page, workload);
  } finally {
    await browser.close();
    await served.close();
  }
}

async function measureInPage(page: Page, workload: Workload): Promise<SpeedResult> {
  const rounds: Record<Way, Measurement>[] = [];
  for (const way of ways)
    await page.evaluate(([name, work]) => window.plumblineBench?.open(name, work), [way, workload] as const);
  for (let round = 0; round <= ROUNDS; round += 1) {
    const groups = await measureWay(page, 'groups');
    const single = await measureWay(page, 'single');
    const transformers = await measureWay(page, 'transformers');
    if (round > 0) rounds.push({ groups, single, transformers });
  }
  const small: Workload = {
    ...workload,
    samples: workload.samples.slice(0, LARGE_MODEL_SAMPLES),
    decoding: { ...workload.decoding, maxNewTokens: LARGE_MODEL_TOKENS },
  };
  const large = present(await page.evaluate(async (work) => window.plumblineBench?.measureLargeModel(work), small));
  const speeds = (way: Way): number => median(rounds.map((round) => toSpeed(round[way])));
  const ratioTo = (way: Way): number => median(rounds.map((round) => toSpeed(round.groups) / toSpeed(round[way])));
  return {
    tokensPerSecond: { groups: speeds('groups'), single: speeds('single'), transformers: speeds('transformers') },
    ratioToSingle: ratioTo('single'),
    ratioToTransformers: ratioTo('transformers'),
    samplingShare: median(rounds.map(({ groups }) => toSamplingShare(groups))),
    isSameOutput: rounds.every(({ groups, single }) => groups.outputHash === single.outputHash),
    largeModel: {
      parameters: large.parameters,
      tokensPerSecond: toSpeed(large),
      samplingShare: toSamplingShare(large),
    },
  };
}

async function measureWay(page: Page, way: Way): Promise<Measurement> {
  return present(await page.evaluate(async (name) => window.plumblineBench?.measure(name), way));
}

function toSpeed({ outputTokens, wallMs }: Measurement): number {
  return (1000 * outputTokens) / wallMs;
}

function toSamplingShare({ profile, wallMs }: Measurement): number {
  return profile === null ? 0 : profile.samplingMs / wallMs;
}

function present<T>(value: T | undefined): T {
  if (value === undefined) throw new Error('the bench page has no bench');
  return value;
}
