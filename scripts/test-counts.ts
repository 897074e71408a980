import * as z from 'zod';

/** Tests of one or more stages; skipped ones are in neither number. */
export interface TestCounts {
  readonly passed: number;
  readonly failed: number;
}

const VitestReport = z.object({ numPassedTests: z.int(), numFailedTests: z.int() });
const PlaywrightReport = z.object({ stats: z.object({ expected: z.int(), unexpected: z.int(), flaky: z.int() }) });

/** Counts in Vitest's JSON report; a missing or broken report is one failure. */
export function countVitest(report: unknown): TestCounts {
  const { data } = VitestReport.safeParse(report);
  return data === undefined ? { passed: 0, failed: 1 } : { passed: data.numPassedTests, failed: data.numFailedTests };
}

/** Counts in Playwright's JSON report; a test that passed only on a second try is a failure here. */
export function countPlaywright(report: unknown): TestCounts {
  const { data } = PlaywrightReport.safeParse(report);
  if (data === undefined) return { passed: 0, failed: 1 };
  return { passed: data.stats.expected, failed: data.stats.unexpected + data.stats.flaky };
}

/** Sum, part by part. */
export function addCounts(a: TestCounts, b: TestCounts): TestCounts {
  return { passed: a.passed + b.passed, failed: a.failed + b.failed };
}
