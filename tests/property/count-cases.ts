// Set-up of the property project: counts the cases that fast-check tries in each file and prints the number.
import { basename } from 'node:path';
import { fc } from '@fast-check/vitest';
import { afterAll, expect } from 'vitest';

const tried = { cases: 0, laws: 0 };

fc.configureGlobal({
  reporter: (details) => {
    tried.cases += details.numRuns;
    tried.laws += 1;
    const message = details.failed ? fc.defaultReportMessage(details) : undefined;
    if (message !== undefined) throw new Error(message, { cause: details.errorInstance });
  },
});

afterAll(() => {
  if (tried.laws === 0) return;
  const file = basename(expect.getState().testPath ?? '').replace('.test.ts', '');
  console.log(`laws of ${file}: ${tried.laws} laws, ${tried.cases.toLocaleString('en')} cases`);
});
