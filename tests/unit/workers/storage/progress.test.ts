import { expect, test } from 'vitest';
import type { DownloadProgress } from '#workers/contract/storage.ts';
import { createProgressReporter } from '#workers/storage/progress.ts';

test('reports come at most every 100 ms, the last one always', () => {
  const reports: DownloadProgress[] = [];
  let now = 0;
  const reporter = createProgressReporter(
    (progress) => reports.push(progress),
    { path: 'model.onnx', totalBytes: 9 },
    () => now,
  );
  for (const [atMs, bytes] of [
    [0, 1],
    [50, 2],
    [99, 3],
    [100, 4],
    [199, 5],
  ] as const) {
    now = atMs;
    reporter.report(bytes);
  }
  reporter.reportLast(9);
  expect(reports.map((report) => report.receivedBytes)).toEqual([1, 4, 9]);
  expect(reports[0]).toEqual({ path: 'model.onnx', receivedBytes: 1, totalBytes: 9 });
});
