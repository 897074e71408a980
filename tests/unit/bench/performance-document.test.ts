import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '#scripts/root.ts';
import { toPerformanceDocument } from '#tests/bench/runtimes/performance-document.ts';
import { RUNTIMES_FILE, toRuntimesResult } from '#tests/bench/runtimes/runtimes-result.ts';
import { expect, test } from 'vitest';

test('docs/performance.md is what npm run performance writes from the stored result', () => {
  const result = toRuntimesResult(readFileSync(join(root, RUNTIMES_FILE), 'utf8'));
  expect(readFileSync(join(root, 'docs', 'performance.md'), 'utf8')).toBe(toPerformanceDocument(result));
});
