import { DECADE_WEIGHTS, SAMPLE_SEVERITY_SCALE, SeverityScale } from '#core/model/severity-scale.ts';
import { toSeverityLevel, type SeverityOutcome } from '#protocols/severity/to-severity-level.ts';
import { describe, expect, test } from 'vitest';

const WRONG: SeverityOutcome = {
  sample: { family: 'choice', severityOfError: { type: 'constant', unparsed: 1, wrong: 3 } },
  targets: ['yes'],
  score: { success: 0, answer: 'no' },
  finishReason: 'stop-token',
};

describe('a severity scale', () => {
  test('gives 0 to a success whatever its lines say', () => {
    const rules: SeverityScale['rules'] = [
      { type: 'error', families: null, rule: { type: 'constant', unparsed: 4, wrong: 4 } },
    ];
    expect(toSeverityLevel(rules, { ...WRONG, score: { success: 1, answer: 'yes' } })).toBe(0);
    expect(toSeverityLevel(rules, WRONG)).toBe(4);
  });

  test('takes the first line that fits', () => {
    const rules: SeverityScale['rules'] = [
      { type: 'finish', families: null, reasons: ['length', 'context'], level: 2 },
      { type: 'unparsable', families: ['extract'], level: 4 },
      { type: 'sample', families: null },
      { type: 'error', families: null, rule: { type: 'constant', unparsed: 0, wrong: 1 } },
    ];
    expect(toSeverityLevel(rules, WRONG)).toBe(3);
    expect(toSeverityLevel(rules, { ...WRONG, finishReason: 'length' })).toBe(2);
    const unparsable: SeverityOutcome = { ...WRONG, score: { success: 0, answer: null } };
    expect(toSeverityLevel(rules, unparsable)).toBe(1);
    expect(toSeverityLevel(rules, { ...unparsable, sample: { family: 'extract', severityOfError: null } })).toBe(4);
    expect(toSeverityLevel(rules, { ...WRONG, sample: { family: 'extract', severityOfError: null } })).toBe(1);
  });

  test('leaves out a sample whose wrong answers no line judges, its successes too', () => {
    const { rules } = SAMPLE_SEVERITY_SCALE;
    const unjudged: SeverityOutcome = { ...WRONG, sample: { family: 'choice', severityOfError: null } };
    for (const success of [0, 1] as const) {
      const outcome = { ...unjudged, score: { success, answer: 'no' } };
      expect(toSeverityLevel(rules, outcome)).toBeNull();
      expect(toSeverityLevel([{ type: 'unparsable', families: null, level: 1 }], outcome)).toBeNull();
      expect(
        toSeverityLevel([{ type: 'sample', families: ['other'] }], { ...outcome, sample: WRONG.sample }),
      ).toBeNull();
    }
  });
});

describe('the schema of a scale', () => {
  const parse = (change: object) => SeverityScale.safeParse({ ...SAMPLE_SEVERITY_SCALE, ...change });

  test('accepts the default', () => {
    expect(SeverityScale.parse(SAMPLE_SEVERITY_SCALE)).toEqual(SAMPLE_SEVERITY_SCALE);
    expect(DECADE_WEIGHTS).toEqual([0, 0.001, 0.01, 0.1, 1]);
  });

  test.each([
    ['weights that fall', { weights: [0, 0.1, 0.01, 0.1, 1] }, 'weights.2'],
    ['a weight for no harm', { weights: [0.1, 0.1, 0.1, 0.1, 1] }, 'weights.0'],
    ['a weight above 1', { weights: [0, 0.1, 0.1, 0.1, 2] }, 'weights.4'],
    ['half of a detector’s quality', { detector: { kind: 'human', sensitivity: 0.9, specificity: null } }, 'detector'],
    [
      'a detector that says nothing',
      { detector: { kind: 'human', sensitivity: 0.4, specificity: 0.6 } },
      'detector.sensitivity',
    ],
    ['no lines', { rules: [] }, 'rules'],
    ['a line of an unknown kind', { rules: [{ type: 'guess', families: null }] }, 'rules.0.type'],
  ])('refuses %s and names the field', (_, change, path) => {
    const parsed = parse(change);
    expect(parsed.success).toBe(false);
    expect(parsed.error?.issues.map((issue) => issue.path.join('.'))).toContain(path);
  });
});
