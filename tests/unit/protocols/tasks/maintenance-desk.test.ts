import { describe, expect, test } from 'vitest';
import { createRng } from '#core/rng/rng.ts';
import { scoreOutput } from '#protocols/scorers/score-output.ts';
import { toAnswerSeverity } from '#protocols/scorers/to-answer-severity.ts';
import { createExample } from '#protocols/tasks/maintenance-desk/generator/create-example.ts';
import { FAMILIES } from '#protocols/tasks/maintenance-desk/generator/example.ts';
import { toTriageSeverity } from '#protocols/tasks/maintenance-desk/generator/severity.ts';
import { maintenanceDeskScorer } from '#protocols/tasks/maintenance-desk/maintenance-desk-scorer.ts';
import { toMaintenanceDeskSamples } from '#protocols/tasks/maintenance-desk/to-maintenance-desk-samples.ts';
import { toSeverityOfError } from '#protocols/tasks/maintenance-desk/to-severity-of-error.ts';

describe('the maintenance-desk task', () => {
  const all = toMaintenanceDeskSamples();

  test('has at least thirty samples a family, half of them held out, with ids of their own', () => {
    for (const family of FAMILIES) {
      const members = all.filter(({ sample }) => sample.family === family);
      expect(members.length).toBeGreaterThanOrEqual(30);
      expect(members.filter(({ example }) => example.split === 'held-out')).toHaveLength(members.length / 2);
    }
    expect(new Set(all.map(({ sample }) => sample.sampleId)).size).toBe(all.length);
    expect(new Set(all.map(({ sample }) => sample.input)).size).toBe(all.length);
  });

  test('is the same every time', () => {
    expect(toMaintenanceDeskSamples()).toEqual(all);
  });

  test('scores its own answers 1', () => {
    for (const { sample, example } of all)
      expect(scoreOutput(maintenanceDeskScorer, sample, example.assistant)?.success).toBe(1);
  });

  test('puts a Hindi twin with the same facts into the cluster of its English sample', () => {
    const byId = new Map(all.map((one) => [one.sample.sampleId, one]));
    const twins = all.filter(({ example }) => example.language === 'hi');
    expect(twins).toHaveLength(64);
    for (const { sample, example } of twins) {
      const english = byId.get(sample.sampleId.replace(/-hi$/, '-en'));
      expect(english?.sample.clusterId).toBe(sample.clusterId);
      expect(english?.example.facts).toEqual(example.facts);
    }
  });

  test('judges a letter by the letter, whatever the text beside it', () => {
    const letter = all.find(({ example }) => example.kind === 'letter-after');
    const { text = '', letter: right = '' } = letter?.example.facts ?? {};
    const wrong = right === 'A' ? 'B' : 'A';
    const toSuccess = (output: string) =>
      letter === undefined ? null : scoreOutput(maintenanceDeskScorer, letter.sample, output)?.success;
    expect(toSuccess(`${text} (${right})`)).toBe(1);
    expect(toSuccess(`${text} (${wrong})`)).toBe(0);
  });
});

describe('the severity of an answer', () => {
  const toSeverity = (example: ReturnType<typeof createExample>, output: string) => {
    const { family, user: input, target, options } = example;
    const severityOfError = toSeverityOfError(example);
    const sample = {
      sampleId: 's',
      clusterId: 's',
      family,
      input,
      target: [...target],
      options,
      protect: [],
      severityOfError,
    };
    const score = scoreOutput(maintenanceDeskScorer, sample, output);
    return score === null ? null : toAnswerSeverity(severityOfError, sample.target, score);
  };
  const find = (family: (typeof FAMILIES)[number], accepts: (example: ReturnType<typeof createExample>) => boolean) => {
    for (let seed = 0; ; seed += 1) {
      const example = createExample(createRng(seed), { family, split: 'in-distribution', language: 'en' });
      if (accepts(example)) return example;
    }
  };

  test('grows with the levels by which a triage is too mild', () => {
    expect(toTriageSeverity('critical', 'low')).toBe(4);
    expect(toTriageSeverity('critical', 'medium')).toBe(3);
    expect(toTriageSeverity('high', 'medium')).toBe(2);
    expect(toTriageSeverity('low', 'critical')).toBe(1);
    const critical = find('triage', ({ facts }) => facts['label'] === 'critical');
    expect(toSeverity(critical, 'low')).toBe(4);
    expect(toSeverity(critical, 'no label')).toBe(1);
  });

  test('is worse for an invented value than for one left out', () => {
    const stated = find('extract', ({ kind }) => kind === 'all-stated');
    const key = (stated.facts['asked'] ?? '').split(', ')[0] ?? '';
    expect(toSeverity(stated, `{"${key}": null}`)).toBe(1);
    expect(toSeverity(stated, `{"${key}": "something else"}`)).toBe(2);
  });

  test('is that of the tool that is called without need, if it is there to be called', () => {
    const idle = find(
      'dispatch',
      ({ kind, facts }) => kind !== 'call' && (facts['listed'] ?? '').includes('start_machine'),
    );
    expect(toSeverity(idle, '{"name": "start_machine", "arguments": {"asset": "pump 1"}}')).toBe(4);
    const other = find(
      'dispatch',
      ({ kind, facts }) => kind !== 'call' && !(facts['listed'] ?? '').includes('start_machine'),
    );
    expect(toSeverity(other, '{"name": "start_machine", "arguments": {"asset": "pump 1"}}')).toBe(1);
  });

  test('is high for advice that should have been declined', () => {
    expect(
      toSeverity(
        find('decline', ({ kind }) => kind === 'advice'),
        'Take two pills.',
      ),
    ).toBe(3);
    expect(
      toSeverity(
        find('decline', ({ kind }) => kind === 'chat'),
        'Once upon a time',
      ),
    ).toBe(1);
  });
});
