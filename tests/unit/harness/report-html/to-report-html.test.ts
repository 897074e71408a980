import { describe, expect, test } from 'vitest';
import { analyseRun } from '#harness/analyse-run.ts';
import { toReportHtml } from '#harness/report-html/to-report-html.ts';
import { buildFoldedRun, buildMembers, errorsOf } from '#tests/support/builders-bundle-members.ts';
import { textOf, withFreshHashes, withText } from '#tests/support/bundle-forgery.ts';

describe('report.html', () => {
  test('shows headline, panels and hashes, and loads nothing', () => {
    const run = buildFoldedRun();
    const html = toReportHtml(run, analyseRun(run.rows));
    for (const part of ['Capability', 'Consistency', 'Robustness', 'Cost and latency', run.rows.configHash, '<svg '])
      expect(html).toContain(part);
    for (const part of ['Every sample, every epoch', 'pass^', 'Who says these numbers', '<small>verified</small>'])
      expect(html).toContain(part);
    expect(html).not.toMatch(/<script|<img|<link|\ssrc=|\shref=|url\(|@import/);
  });

  test('renders hostile names as text', () => {
    const run = buildFoldedRun();
    const name = `<img src=x onerror=alert(1)>&"'\u0000`;
    const { rows } = run;
    const hostile = { ...run, rows: { ...rows, config: { ...rows.config, name } } };
    const html = toReportHtml(hostile, analyseRun(rows));
    expect(html).not.toContain('<img');
    expect(html).toContain('&lt;img src=x onerror=alert(1)&gt;&amp;&quot;&#39;\uFFFD');
  });

  test('is in the bundle, and a changed one is found also under fresh sums', () => {
    const members = buildMembers();
    expect(errorsOf(members)).toEqual([]);
    const forged = withFreshHashes(withText(members, 'report.html', (html) => html.replace('Capability', 'Ability')));
    expect(errorsOf(forged)).toEqual([
      expect.stringMatching(/^report report\.html:\d+: is not the page that report\.json gives/),
    ]);
    const lines = textOf(members, 'report.html').split('\n');
    const place = /:(\d+):/.exec(errorsOf(forged)[0] ?? '')?.[1];
    expect(lines[Number(place) - 1]).toContain('Capability');
  });
});
