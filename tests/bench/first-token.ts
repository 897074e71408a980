import { toLaunchOptions } from '#scripts/launch-options.ts';
import { chromium } from '@playwright/test';
import type { FirstToken, Workload } from './bench-page-api.ts';
import { median } from './median.ts';
import { serveBenchPage } from './serve-bench-page.ts';

const ROUNDS = 5;

/** Times of a second visit: medians over page loads after one that filled the browser's caches and the model storage. */
export interface FirstTokenResult extends FirstToken {
  /** The first visit, for comparison; the server is this machine, so no network is in it. */
  readonly cold: FirstToken;
}

/** Loads the quick start's model anew in each visit of one browser profile and takes one token. */
export async function measureFirstTokens(workload: Workload): Promise<FirstTokenResult> {
  const served = await serveBenchPage();
  const browser = await chromium.launch(toLaunchOptions());
  try {
    const page = await browser.newPage();
    const visits: FirstToken[] = [];
    for (let visit = 0; visit <= ROUNDS; visit += 1) {
      await page.goto(served.url);
      const times = await page.evaluate(async (work) => window.plumblineBench?.measureFirstToken(work), workload);
      if (times === undefined) throw new Error('the bench page has no bench');
      visits.push(times);
    }
    const [cold, ...warm] = visits;
    if (cold === undefined) throw new Error('no visit was made');
    const middle = (toMs: (times: FirstToken) => number): number => median(warm.map(toMs));
    return { loadMs: middle(({ loadMs }) => loadMs), firstTokenMs: middle(({ firstTokenMs }) => firstTokenMs), cold };
  } finally {
    await browser.close();
    await served.close();
  }
}
