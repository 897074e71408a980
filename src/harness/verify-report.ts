import type { Estimate, Report } from '#core/model/report.ts';
import { toCanonicalJson } from '#core/bundle/canonical-json.ts';
import { REPORT_HTML_PATH, type BundleContents } from './bundle-contents.ts';
import { toCost } from './bundle-cost.ts';
import { toReportHtml } from './report-html/to-report-html.ts';
import { RO_CRATE_PATH, toRoCrateText } from './ro-crate.ts';
import type { RunRows } from './run-rows.ts';
import { findDifference, toDifferenceText } from './verify-difference.ts';
import { createFindingList, type FindingList, type VerifyFinding } from './verify-finding.ts';

/** Relative tolerance of recomputed numbers: engines differ in the last digits of `Math.exp`, `Math.log` and `Math.pow`. */
export const REPORT_TOLERANCE = 1e-9;

const REPORT = 'report.json';

function toEstimateKey({ metric, model, conditionId, scorer, params }: Estimate): string {
  return toCanonicalJson([metric, model, conditionId, scorer, params]);
}

/** `accuracy of model "m", condition "original", scorer "answer"`. */
function toEstimateName({ metric, model, conditionId, scorer, params }: Estimate): string {
  const settings = Object.entries(params).map(([name, value]) => `${name} = ${value}`);
  return [
    `${metric} of model "${model}"`,
    `condition "${conditionId}"`,
    ...(scorer === null ? [] : [`scorer "${scorer}"`]),
    ...settings,
  ].join(', ');
}

/** Compares `report.json` with the report computed again, estimate by estimate. */
export function verifyReport({ report }: BundleContents, recomputed: Report): readonly VerifyFinding[] {
  const list = createFindingList('report');
  verifyEstimates(report, recomputed, list);
  const { estimates: _estimates, ...found } = report;
  const { estimates: _recomputedEstimates, ...expected } = recomputed;
  const difference = findDifference(expected, found, REPORT_TOLERANCE);
  if (difference !== null) list.error(REPORT, null, toDifferenceText(difference));
  return list.findings;
}

function verifyEstimates(report: Report, recomputed: Report, list: FindingList): void {
  const foundByKey = new Map(report.estimates.map((estimate) => [toEstimateKey(estimate), estimate]));
  if (foundByKey.size !== report.estimates.length) list.error(REPORT, null, 'names an estimate twice');
  const expectedKeys = new Set<string>();
  for (const expected of recomputed.estimates) {
    const key = toEstimateKey(expected);
    expectedKeys.add(key);
    const found = foundByKey.get(key);
    const difference = findDifference(expected, found, REPORT_TOLERANCE);
    if (found === undefined) list.error(REPORT, null, `${toEstimateName(expected)}: is missing`);
    else if (difference !== null)
      list.error(REPORT, null, `${toEstimateName(expected)}: ${toDifferenceText(difference)}`);
  }
  for (const [key, found] of foundByKey) {
    if (!expectedKeys.has(key)) list.error(REPORT, null, `${toEstimateName(found)}: is not an estimate of this run`);
  }
}

/** Compares `ro-crate-metadata.json` with the description made again from the manifest's list. */
export function verifyRoCrate(contents: BundleContents, rows: RunRows): readonly VerifyFinding[] {
  const list = createFindingList('report');
  const { manifest, effectiveConfig, roCrate } = contents;
  const { createdAt, status, members } = manifest;
  if (roCrate === null) list.note(RO_CRATE_PATH, null, 'is missing, as in bundles of earlier builds');
  else if (roCrate !== toRoCrateText({ rows, createdAt, status, effectiveConfig }, members))
    list.error(RO_CRATE_PATH, null, 'does not describe the members of this bundle');
  return list.findings;
}

/** Compares `report.html` with the page made again from `report.json`, byte by byte. */
export function verifyReportHtml(contents: BundleContents, rows: RunRows): readonly VerifyFinding[] {
  const list = createFindingList('report');
  const { manifest, effectiveConfig, report, reportHtml } = contents;
  const { createdAt, status } = manifest;
  const expected = toReportHtml({ rows, createdAt, status, effectiveConfig }, report);
  if (reportHtml === null) list.note(REPORT_HTML_PATH, null, 'is missing, as in bundles of earlier builds');
  else if (reportHtml !== expected)
    list.error(REPORT_HTML_PATH, toFirstOtherLine(reportHtml, expected), 'is not the page that report.json gives');
  return list.findings;
}

/** Number of the first line that differs, 1-based. */
function toFirstOtherLine(found: string, expected: string): number {
  const [foundLines, expectedLines] = [found.split('\n'), expected.split('\n')];
  const index = foundLines.findIndex((line, position) => line !== expectedLines[position]);
  return (index === -1 ? foundLines.length : index) + 1;
}

/** Compares `cost.json` with the sums of the timings. */
export function verifyCost({ cost }: BundleContents, rows: RunRows): readonly VerifyFinding[] {
  const list = createFindingList('cost');
  const difference = findDifference(toCost(rows), cost, REPORT_TOLERANCE);
  if (difference !== null) list.error('cost.json', null, toDifferenceText(difference));
  return list.findings;
}
