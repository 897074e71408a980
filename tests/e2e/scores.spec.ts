import { expect, test } from '@playwright/test';
import { readFile } from 'node:fs/promises';
import { encodeUtf8 } from '#core/bundle/utf8.ts';
import { openScoresFile } from '#harness/open-scores-file.ts';
import { findDifference } from '#harness/verify-difference.ts';
import { REPORT_TOLERANCE } from '#harness/verify-report.ts';
import { openEvaluate, pickFile } from './support/app-page.ts';

const ROWS = Array.from({ length: 25 }, (_, sample) =>
  ['original', 'house_style'].flatMap((conditionId) =>
    [1, 2, 3].map((epoch) => {
      const value = (sample * 7 + epoch * 3 + conditionId.length) % 4 === 0 ? 0 : 1;
      return `"s, ${sample}",${epoch},${value},${conditionId},answer ${epoch % 2}`;
    }),
  ),
).flat();
const CSV = `\uFEFFsampleId,epoch,value,conditionId,answer\r\n${ROWS.join('\r\n')}\r\n`;

test('scores of another program get a report, and bad rows are named', async ({ page }) => {
  test.setTimeout(300_000);
  await openEvaluate(page);
  await page.getByRole('link', { name: 'Scores of another program', exact: true }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Scores of another program');

  await pickFile(page, 'Open scores', 'bad.csv', 'sampleId,epoch,value\na,0,1\na,1,NaN\n');
  await expect(page.getByRole('alert')).toContainText('line 2, epoch: must be at least 1, found 0');

  await pickFile(page, 'Open scores', 'rows.csv', CSV);
  await expect(page.getByRole('region', { name: 'Headline' })).toContainText('of 25 samples on average');
  await expect(page.getByRole('alert')).toHaveCount(0);
  const numbers = page.getByRole('region', { name: 'All numbers', exact: true });
  await numbers.getByRole('searchbox', { name: 'Find' }).fill('ttft ORIGINAL');
  const table = numbers.getByRole('table');
  await expect(table).toContainText('it needs the times of tokens');
  await table.getByRole('button', { name: 'ttft', exact: true }).first().click();
  await expect(table).toContainText('Time from submitting a prompt to its first token');
  const [csv] = await Promise.all([
    page.waitForEvent('download'),
    numbers.getByRole('button', { name: 'Save as CSV' }).click(),
  ]);
  expect(await readFile(await csv.path(), 'utf8')).toMatch(/^metric,model,.*\r\n(?:.*\r\n){50,}$/);

  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Save report', exact: true }).click(),
  ]);
  expect(download.suggestedFilename()).toBe('rows-report.json');
  const wanted = openScoresFile(encodeUtf8(CSV), 'rows.csv');
  const found: unknown = JSON.parse(await readFile(await download.path(), 'utf8'));
  expect(findDifference(wanted.ok ? wanted.value.report : null, found, REPORT_TOLERANCE)).toBeNull();
});
