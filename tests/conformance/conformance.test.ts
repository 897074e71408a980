import { commands } from 'vitest/browser';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import type { LoadReport } from '#core/model/effective-config.ts';
import type { Check } from './check.ts';
import { loadTarget, type LoadedTarget } from './loaded-target.ts';
import { numberChecks } from './number-checks.ts';
import { toReferenceAnswers, type ReferenceAnswer } from './reference-answers.ts';
import { samplingChecks } from './sampling-checks.ts';
import { TARGETS, toTargetName, type Target } from './targets.ts';
import { textChecks } from './text-checks.ts';
import type { ConformanceResult, ConformanceRun } from '#scripts/conformance-document.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** False with the tests, where one target of each runtime has to do. */
    isWholeConformance: boolean;
  }
}

declare module 'vitest/browser' {
  interface BrowserCommands {
    /** `scripts/save-conformance.ts`, run by the test runner. */
    saveConformance(run: ConformanceRun): Promise<void>;
  }
}

/** The first target of each runtime. */
function toSlice(all: readonly Target[]): readonly Target[] {
  return all.filter(({ runtime }, index) => all.findIndex((target) => target.runtime === runtime) === index);
}

const CHECKS: readonly Check[] = [...samplingChecks, ...numberChecks, ...textChecks];
/** A minute and more when other programs have the cores. */
const SLOW = { timeout: 240_000 };

const results: ConformanceResult[] = [];
let answers: readonly ReferenceAnswer[] = [];

beforeAll(async () => {
  answers = await toReferenceAnswers();
}, SLOW.timeout);

afterAll(async () => {
  await commands.saveConformance({
    checks: CHECKS.map(({ id, title }) => ({ id, title })),
    results,
    browser: navigator.userAgent,
    cores: navigator.hardwareConcurrency,
  });
});

const targets = inject('isWholeConformance') ? TARGETS : toSlice(TARGETS);

describe.each(targets.map((target) => ({ name: toTargetName(target), target })))('$name', SLOW, ({ name, target }) => {
  let loaded: LoadedTarget;
  let report: LoadReport;
  beforeAll(async () => {
    loaded = await loadTarget(target);
    ({ report } = loaded.session);
  }, SLOW.timeout);
  afterAll(() => loaded.session[Symbol.asyncDispose]());

  it.each(CHECKS)('$id: $title', async ({ id, toReason, run }) => {
    const { capabilities } = report;
    expect(capabilities).toBeDefined();
    const place = { target: name, runtime: `${report.runtime.name} ${report.runtime.version}`, check: id };
    const reason = capabilities === undefined ? null : toReason({ target, report, capabilities });
    if (reason !== null) {
      results.push({ ...place, outcome: 'n/a', evidence: reason });
      return;
    }
    const index = results.push({ ...place, outcome: 'FAIL', evidence: '' }) - 1;
    const evidence = await run(loaded, answers);
    results[index] = { ...place, outcome: 'pass', evidence };
  });
});
