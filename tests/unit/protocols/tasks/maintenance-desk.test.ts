import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { Sample } from '#core/model/sample.ts';
import { createRng } from '#core/rng/rng.ts';
import { perturbations } from '#protocols/registry.ts';
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

describe('what no perturbation may edit', () => {
  const all = toMaintenanceDeskSamples();
  const apply = (id: string, sample: Sample, seed: number): Sample | undefined => {
    const perturbation = perturbations.find((entry) => entry.id === id);
    const params = perturbation?.defaultParams ?? {};
    return perturbation?.apply({ sample, system: null }, params, 0, createRng(seed)).sample;
  };

  test('is what the answer depends on letter by letter', () => {
    for (const { sample, example } of all) {
      for (const text of sample.protect) expect(sample.input).toContain(text);
      const rules = example.family === 'triage' ? example.keep[0] : undefined;
      if (rules === undefined) continue;
      // A typo in a rule, or in the fault that the log line states, would change which rule fits.
      for (let seed = 0; seed < 5; seed += 1) {
        const typed = apply('kbd_typo', sample, seed)?.input;
        for (const kept of example.keep) expect(typed).toContain(kept);
      }
    }
  });

  test('leaves options where they can be rotated, and only there', () => {
    const rotated = all.filter(({ sample }) => apply('opt_rotate', sample, 0)?.input !== sample.input);
    expect(new Set(rotated.map(({ sample }) => sample.family))).toEqual(new Set(['choice']));
    expect(rotated.length).toBeGreaterThanOrEqual(20);
  });
});

describe('the requests to decline', () => {
  test('are in training word by word in the first half, and never in the held-out half', () => {
    const rng = createRng('training requests');
    const trained = new Set(
      Array.from({ length: 12_000 }, (_, index) => {
        const options = { split: 'train', family: 'decline' } as const;
        return createExample(rng.fork(String(index)), options).user;
      }),
    );
    const known = toMaintenanceDeskSamples().filter(({ sample }) => trained.has(sample.input));
    expect(known.map(({ example }) => example.split)).toEqual(Array.from({ length: 12 }, () => 'in-distribution'));
    const readme = readFileSync('protocols/tasks/maintenance-desk/README.md', 'utf8');
    expect(readme).toContain(`${known.length} of the 16 in-distribution samples`);
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
