import type { LoadReport } from '#core/model/effective-config.ts';
import type { ModelRef } from '#core/model/model-ref.ts';
import { toLaunchOptions } from '#scripts/launch-options.ts';
import { chromium, type Browser, type Page } from '@playwright/test';
import { join } from 'node:path';
import { median } from '../median.ts';
import { benchPageFolder, serveBenchPage } from '../serve-bench-page.ts';
import { writeBenchModel } from './bench-model.ts';
import type { PageMemory, Pass, RuntimesCase, RuntimesWay, SamplingCost } from './runtimes-api.ts';

const EPOCHS = 16;
const PROMPT_TOKENS = 128;
const NEW_TOKENS = 32;
/** As the model's manifest says. */
const EMBEDDED_PARAMETERS = 1000576;
const SAMPLING = { vocabularySize: 152_000, rows: 16 };

/** A row of the table of speeds: medians over the rounds, ratios taken within each round. */
export interface RuntimesRow {
  readonly id: string;
  readonly parameters: number;
  /** What the app's engine says it loaded. */
  readonly effective: Pick<LoadReport, 'runtime' | 'reproducibilityClass' | 'sharedPrefix' | 'expandedWeights'>;
  readonly rounds: number;
  /** Calls of `generate`, of single trials and of bare loops in a round; speeds are per token, so fewer than the epochs do. */
  readonly calls: number;
  readonly tokensPerSecond: Readonly<Record<RuntimesWay, number>>;
  readonly groupToGenerate: number;
  readonly singleToGenerate: number;
  readonly singleToBare: number;
}

/** All that `npm run bench -- runtimes` measures. */
export interface RuntimesResult {
  readonly epochs: number;
  readonly promptTokens: number;
  readonly newTokens: number;
  readonly rows: readonly RuntimesRow[];
  readonly memory: readonly (PageMemory & { readonly id: string })[];
  readonly sampling: SamplingCost;
}

interface PlannedRow {
  readonly id: string;
  readonly model: ModelRef;
  readonly parameters: number;
  readonly rounds: number;
  readonly calls: number;
}

const ways: readonly RuntimesWay[] = ['group', 'generate', 'single', 'bare'];

/**
 * Measures rows in a page each, the ways of a row in turn, several rounds; the first round warms up and is thrown away.
 * @param asked ids of rows; null = all.  @param earlier what was measured before; its other rows are kept.
 */
export async function measureRuntimes(
  embedded: ModelRef,
  asked: readonly string[] | null,
  earlier: RuntimesResult | null,
): Promise<RuntimesResult> {
  const served = await serveBenchPage();
  const { args, ...options } = toLaunchOptions();
  const browser = await chromium.launch({
    ...options,
    // Memory is otherwise told once in a quarter of a minute.
    args: [...args, '--enable-blink-features=ForceEagerMeasureMemory'],
  });
  try {
    const planned = await planRows(embedded);
    const rows = new Map(earlier?.rows.map((row) => [row.id, row]));
    const memory = new Map(earlier?.memory.map((row) => [row.id, row]));
    for (const row of planned) {
      if (asked !== null && !asked.includes(row.id)) continue;
      console.log(`measuring ${row.id}`);
      rows.set(row.id, await withPage(browser, served.url, (page) => measureRow(page, row)));
      const used = await withPage(browser, served.url, (page) => measureMemory(page, toCase(row)));
      memory.set(row.id, { id: row.id, ...used });
    }
    const sampling = await withPage(browser, served.url, (page) => measureSampling(page));
    const inOrder = <T>(byId: ReadonlyMap<string, T>): readonly T[] => planned.flatMap(({ id }) => byId.get(id) ?? []);
    return {
      epochs: EPOCHS,
      promptTokens: PROMPT_TOKENS,
      newTokens: NEW_TOKENS,
      rows: inOrder(rows),
      memory: inOrder(memory),
      sampling,
    };
  } finally {
    await browser.close();
    await served.close();
  }
}

/** The rows of the table; the large model is written beside the built page. */
async function planRows(embedded: ModelRef): Promise<readonly PlannedRow[]> {
  const { refs, parameters } = await writeBenchModel(join(benchPageFolder, 'models'));
  return [
    { id: 'embedded-fp32-wasm', model: embedded, parameters: EMBEDDED_PARAMETERS, rounds: 7, calls: EPOCHS },
    { id: '40m-fp32-wasm', model: refs.fp32, parameters, rounds: 3, calls: 2 },
    { id: '40m-q4-wasm', model: refs.q4, parameters, rounds: 3, calls: 1 },
    { id: '40m-q4-expanded-wasm', model: { ...refs.q4, expandWeights: true }, parameters, rounds: 3, calls: 1 },
  ];
}

async function measureSampling(page: Page): Promise<SamplingCost> {
  return present(
    await page.evaluate(
      ({ vocabularySize, rows }) => window.plumblineRuntimes?.measureSampling(vocabularySize, rows),
      SAMPLING,
    ),
  );
}

async function withPage<T>(browser: Browser, url: string, use: (page: Page) => Promise<T>): Promise<T> {
  const page = await browser.newPage();
  page.on('pageerror', (error) => console.error(error));
  try {
    await page.goto(url);
    return await use(page);
  } finally {
    await page.close();
  }
}

function toCase({ model }: PlannedRow): RuntimesCase {
  return { model, epochs: EPOCHS, promptTokens: PROMPT_TOKENS, newTokens: NEW_TOKENS };
}

async function measureRow(page: Page, planned: PlannedRow): Promise<RuntimesRow> {
  const { id, parameters, rounds, calls } = planned;
  let effective: RuntimesRow['effective'] | null = null;
  for (const way of ways) {
    const report = await page.evaluate(async ([name, work]) => window.plumblineRuntimes?.open(name, work), [
      way,
      toCase(planned),
    ] as const);
    if (way === 'group') effective = toEffective(report as LoadReport);
  }
  const passes: Readonly<Record<RuntimesWay, number>>[] = [];
  for (let round = 0; round <= rounds; round += 1) {
    const speeds = { group: 0, generate: 0, single: 0, bare: 0 };
    for (const way of ways) speeds[way] = await measureWay(page, way, way === 'group' ? EPOCHS : calls);
    if (round > 0) passes.push(speeds);
  }
  const middle = (toNumber: (speeds: Readonly<Record<RuntimesWay, number>>) => number): number =>
    median(passes.map(toNumber));
  return {
    id,
    parameters,
    effective: present(effective ?? undefined),
    rounds,
    calls,
    tokensPerSecond: {
      group: middle(({ group }) => group),
      generate: middle(({ generate }) => generate),
      single: middle(({ single }) => single),
      bare: middle(({ bare }) => bare),
    },
    groupToGenerate: middle(({ group, generate }) => group / generate),
    singleToGenerate: middle(({ single, generate }) => single / generate),
    singleToBare: middle(({ single, bare }) => single / bare),
  };
}

function toEffective({
  runtime,
  reproducibilityClass,
  sharedPrefix,
  expandedWeights,
}: LoadReport): RuntimesRow['effective'] {
  return {
    runtime,
    reproducibilityClass,
    ...(sharedPrefix === undefined ? {} : { sharedPrefix }),
    ...(expandedWeights === undefined ? {} : { expandedWeights }),
  };
}

/** Tokens per second of one pass. */
async function measureWay(page: Page, way: RuntimesWay, trials: number): Promise<number> {
  const { outputTokens, wallMs }: Pass = present(
    await page.evaluate(async ([name, count]) => window.plumblineRuntimes?.measure(name, count), [
      way,
      trials,
    ] as const),
  );
  if (outputTokens !== trials * NEW_TOKENS) throw new Error(`${way} gave ${outputTokens} tokens`);
  return (1000 * outputTokens) / wallMs;
}

async function measureMemory(page: Page, work: RuntimesCase): Promise<PageMemory> {
  return present(await page.evaluate(async (asked) => window.plumblineRuntimes?.measureMemory(asked), work));
}

function present<T>(value: T | undefined): T {
  if (value === undefined) throw new Error('the bench page has no bench');
  return value;
}
