import { toCheckResults, toFindingPlace, type CheckResult, type VerifyFinding } from '#harness/verify-finding.ts';

const MARKS: Readonly<Record<CheckResult['status'], string>> = { passed: '✓', failed: '✗', skipped: '–' };

function toFindingLine(finding: VerifyFinding): string {
  return `    ${finding.severity === 'note' ? 'note: ' : ''}${toFindingPlace(finding)}: ${finding.message}\n`;
}

/** Each check with its mark, and below it what it found. */
export function toVerifyText(findings: readonly VerifyFinding[]): string {
  return toCheckResults(findings)
    .map(({ title, status, findings: own }) => {
      const lines = own.filter((finding) => finding.severity !== 'skipped').map(toFindingLine);
      const [skipped] = own.filter((finding) => finding.severity === 'skipped');
      return `${MARKS[status]} ${title}${skipped === undefined ? '' : ` (${skipped.message})`}\n${lines.join('')}`;
    })
    .join('');
}
