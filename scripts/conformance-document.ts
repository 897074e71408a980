/** What one check said of one way to run the model. */
export interface ConformanceResult {
  readonly target: string;
  /** Name and version of the runtime, as it reported them. */
  readonly runtime: string;
  readonly check: string;
  readonly outcome: 'pass' | 'n/a' | 'FAIL';
  /** What was measured, or why the check does not apply. */
  readonly evidence: string;
}

/** A run of the suite. */
export interface ConformanceRun {
  readonly checks: readonly { readonly id: string; readonly title: string }[];
  readonly results: readonly ConformanceResult[];
  /** User agent. */
  readonly browser: string;
  readonly cores: number;
}

/** The run as Markdown. @param hardware what computed. @param date ISO 8601, day only. */
export function toConformanceDocument(
  { checks, results, browser, cores }: ConformanceRun,
  { hardware, date }: { readonly hardware: string; readonly date: string },
): string {
  const targets = [...new Set(results.map(({ target }) => target))];
  const find = (target: string, check: string): ConformanceResult | undefined =>
    results.find((result) => result.target === target && result.check === check);
  const toCell = (target: string, check: string): string => {
    const result = find(target, check);
    if (result === undefined) return 'not run';
    return result.outcome === 'n/a' ? `n/a: ${result.evidence}` : result.outcome;
  };
  const toVersion = (target: string): string => results.find((result) => result.target === target)?.runtime ?? '';
  return [
    '# Conformance of the runtimes',
    '',
    'Written by `npm run conformance`; do not edit. Every check runs on the shipped reference model in real Chromium, through the worker that the app',
    'uses. A check applies or not by the capabilities that the runtime reports of the loaded model.',
    '',
    `- Date: ${date}`,
    `- Hardware: ${hardware}, ${cores} cores seen by the browser`,
    `- Browser: ${browser}`,
    '',
    `| Check | ${targets.join(' | ')} |`,
    `|---|${targets.map(() => '---|').join('')}`,
    ...checks.map(({ id }) => `| ${id} | ${targets.map((target) => toCell(target, id)).join(' | ')} |`),
    '',
    '## Runtimes',
    '',
    ...targets.map((target) => `- ${target}: ${toVersion(target)}`),
    '',
    '## What the checks say, and what was measured',
    '',
    ...checks.flatMap(({ id, title }) => [
      `**${id}**: ${title}.`,
      '',
      ...targets.flatMap((target) => {
        const result = find(target, id);
        return result?.outcome === 'pass' ? [`- ${target}: ${result.evidence}`] : [];
      }),
      '',
    ]),
  ].join('\n');
}
