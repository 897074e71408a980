import { fc, test } from '@fast-check/vitest';
import { afterAll, describe, expect, vi } from 'vitest';
import { toCanonicalJson } from '#core/bundle/canonical-json.ts';
import { Sample } from '#core/model/sample.ts';
import { Scorer } from '#core/model/scorer.ts';
import { createRng } from '#core/rng/rng.ts';
import { diffPrompt } from '#protocols/diff-prompt.ts';
import type { Perturbation, Prompt } from '#protocols/perturbation.ts';
import { toProtectedSpans, type ProtectedKind } from '#protocols/protected-spans.ts';
import { formerPerturbations, perturbations } from '#protocols/registry.ts';
import { scoreOutput } from '#protocols/scorers/score-output.ts';
import { explainsEdit } from '#tests/support/explains-edit.ts';
import { countOrphanMarks, hasUnassigned } from '#tests/support/orphan-marks.ts';
import { promptInScript } from '#tests/support/script-corpus.ts';

vi.setConfig({ testTimeout: 60_000 });

/** Prompts an operator is tried on, and intensities of those that have one. */
const RUNS = 100;

const scorer = Scorer.parse({ name: 'answer', version: 1, rules: [{ type: 'choice', families: null }] });
const tried = { cases: 0, acted: 0 };
const idle = new Set<string>();

afterAll(() => {
  console.log(
    `perturbation laws: ${perturbations.length + formerPerturbations.length} operators, ${tried.cases} cases, of which ${tried.acted} changed the prompt`,
  );
});

describe.each(
  [...perturbations, ...formerPerturbations].map(
    (operator) => [`${operator.id}@${operator.version}`, operator] as const,
  ),
)('%s', (name, operator) => {
  idle.add(name);
  const kinds = operator.keeps;

  test.prop([promptInScript, fc.nat(6), fc.nat()], { numRuns: RUNS })(
    'keeps every law of an operator',
    ({ prompt }, variant, seed) => {
      const before = structuredClone(prompt);
      const next = operator.apply(prompt, operator.defaultParams, variant, createRng(seed));
      tried.cases += 1;
      if (next !== prompt) {
        tried.acted += 1;
        idle.delete(name);
      }
      expect(prompt).toEqual(before);
      expect(operator.apply(prompt, operator.defaultParams, variant, createRng(seed))).toEqual(next);
      expectNoopHonesty(prompt, next);
      expectSameSample(operator, prompt, next);
      expectDemonstrations(operator, prompt, next);
      expectPassages(operator, prompt, next);
      expectCleanText(prompt, next);
      expectDiff(prompt, next);
      expectStableScoring(next.sample);
      expect(containsInOrder(next.sample.input, toKeptTexts(prompt, kinds)), 'protected text').toBe(true);
    },
  );

  if (operator.toSiteGroups !== null) {
    test.prop([promptInScript, fc.nat(6), fc.nat(), fc.double({ min: 0, max: 1, noNaN: true })], { numRuns: RUNS })(
      'changes exactly round(intensity · share · N) units of each group, and none at 0',
      ({ prompt }, variant, seed, drawn) => {
        tried.cases += 1;
        for (const intensity of [0, drawn]) {
          const params = { ...operator.defaultParams, intensity };
          const groups = operator.toSiteGroups?.(prompt, params, variant) ?? [];
          const { input } = prompt.sample;
          for (const { sites } of groups) {
            expect(sites.every(({ start }, index) => start >= (sites[index - 1]?.end ?? 0))).toBe(true);
            for (const { start, end, replacements } of sites) {
              expect(replacements.length).toBeGreaterThan(0);
              expect(replacements).not.toContain(input.slice(start, end));
            }
          }
          const next = operator.apply(prompt, params, variant, createRng(seed));
          const counts = groups.map(({ sites, share }) => Math.round(intensity * share * sites.length));
          if (counts.every((count) => count === 0)) expect(next).toBe(prompt);
          // Deleting every unit would leave no input; the operator then leaves it all.
          else if (next !== prompt) expect(explainsEdit(input, next.sample.input, groups, counts)).toBe(true);
          expectCleanText(prompt, next);
          expect(containsInOrder(next.sample.input, toKeptTexts(prompt, kinds)), 'protected text').toBe(true);
        }
      },
    );
  }

  test('acts on some of them', () => {
    expect(idle).not.toContain(name);
  });
});

/** Changed text and changed prompt are the same thing. */
function expectNoopHonesty(prompt: Prompt, next: Prompt): void {
  const isSame =
    next.sample.input === prompt.sample.input &&
    next.system === prompt.system &&
    toCanonicalJson(next.sample.passages ?? null) === toCanonicalJson(prompt.sample.passages ?? null) &&
    toCanonicalJson(next.demonstrations?.shown ?? []) === toCanonicalJson(prompt.demonstrations?.shown ?? []);
  expect(isSame, 'noop').toBe(next === prompt);
}

/** Same ids; a valid sample; targets mean what they meant, and the option that was right is right under its new label. */
function expectSameSample(operator: Perturbation, prompt: Prompt, next: Prompt): void {
  const { sample } = next;
  expect(Sample.parse(sample)).toEqual(sample);
  expect([sample.sampleId, sample.clusterId, sample.family]).toEqual(['s', 's', 'choice']);
  expect(sample.target.map((target) => toMeaning(sample, target))).toEqual(
    prompt.sample.target.map((target) => toMeaning(prompt.sample, target)),
  );
  const texts = prompt.sample.options?.texts.toSorted();
  if (operator.id === 'opt_add_none') expect(sample.options?.texts ?? []).toEqual(expect.arrayContaining(texts ?? []));
  else expect(sample.options?.texts.toSorted()).toEqual(texts);
  const { options } = sample;
  if (options?.labels === null || options === null) return;
  const right = toMeaning(sample, sample.target[0] ?? '');
  for (const [position, label] of options.labels.entries())
    expect(scoreOutput(scorer, sample, label)?.success, `answer ${label}`).toBe(
      options.texts[position] === right ? 1 : 0,
    );
}

/** Only operators on demonstrations touch them: those show as many, each once, of the pool and none that is barred. */
function expectDemonstrations({ id }: Perturbation, prompt: Prompt, next: Prompt): void {
  const [before, after] = [prompt.demonstrations, next.demonstrations];
  if (before === undefined || after === undefined || !['fewshot_order', 'fewshot_sample'].includes(id)) {
    expect(after).toEqual(before);
    return;
  }
  const idsOf = ({ shown }: typeof before): readonly string[] => shown.map(({ demonstrationId }) => demonstrationId);
  expect({ ...after, shown: [] }).toEqual({ ...before, shown: [] });
  expect(new Set(idsOf(after)).size).toBe(before.shown.length);
  expect(before.pool).toEqual(expect.arrayContaining([...after.shown]));
  expect(idsOf(after).filter((shownId) => before.barredIds.includes(shownId))).toEqual([]);
  if (id === 'fewshot_order') expect(idsOf(after).toSorted()).toEqual(idsOf(before).toSorted());
  else if (next !== prompt) expect(idsOf(after).toSorted()).not.toEqual(idsOf(before).toSorted());
  expect(next.sample).toBe(prompt.sample);
}

/** Only `context_position` touches passages: it moves the gold one, keeps the order of the others and adds nothing. */
function expectPassages({ id }: Perturbation, prompt: Prompt, next: Prompt): void {
  const [before, after] = [prompt.sample.passages, next.sample.passages];
  if (before === undefined || after === undefined || id !== 'context_position') {
    expect(after).toEqual(before);
    return;
  }
  expect(after.texts[after.gold]).toBe(before.texts[before.gold]);
  expect(after.texts.toSpliced(after.gold, 1)).toEqual(before.texts.toSpliced(before.gold, 1));
  // In place of padding to a number of tokens: the same texts, so the same length wherever the gold passage stands.
  expect(after.texts.toSorted()).toEqual(before.texts.toSorted());
  expect(next.sample.input).toBe(prompt.sample.input);
}

/** No unassigned code point, no half character, and no mark without its letter that was not there before. */
function expectCleanText(prompt: Prompt, next: Prompt): void {
  const [from, to] = [prompt.sample.input, next.sample.input];
  expect(to.isWellFormed()).toBe(true);
  if (!hasUnassigned(from)) expect(hasUnassigned(to), 'unassigned').toBe(false);
  expect(countOrphanMarks(to), 'orphan marks').toBeLessThanOrEqual(countOrphanMarks(from));
}

/** The diff leads from the original to the output. */
function expectDiff(prompt: Prompt, next: Prompt): void {
  const edits = diffPrompt(prompt, next);
  for (const field of ['input', 'system'] as const) {
    const from = field === 'input' ? prompt.sample.input : (prompt.system ?? '');
    let changed = '';
    let offset = 0;
    for (const edit of edits.filter((entry) => entry.field === field)) {
      changed += from.slice(offset, edit.start) + edit.replacement;
      offset = edit.end;
    }
    expect(changed + from.slice(offset)).toBe(field === 'input' ? next.sample.input : (next.system ?? ''));
  }
  expect(() => toCanonicalJson(edits)).not.toThrow();
}

/** An answer scores the same in composed and decomposed form. */
function expectStableScoring(sample: Sample): void {
  for (const output of [...sample.target, ...(sample.options?.texts ?? [])]) {
    const composed = scoreOutput(scorer, sample, output.normalize('NFC'));
    const decomposed = scoreOutput(scorer, sample, output.normalize('NFD'));
    expect([decomposed?.success, decomposed?.answer]).toEqual([composed?.success, composed?.answer]);
  }
}

function toKeptTexts({ sample }: Prompt, kinds: readonly ProtectedKind[]): readonly string[] {
  return toProtectedSpans(sample, kinds).map(([start, end]) => sample.input.slice(start, end));
}

/** The text that a label stands for; any other target as it is. */
function toMeaning(sample: Sample, target: string): string {
  const position = sample.options?.labels?.indexOf(target) ?? -1;
  return sample.options?.texts[position] ?? target;
}

function containsInOrder(input: string, parts: readonly string[]): boolean {
  let from = 0;
  return parts.every((part) => {
    const start = input.indexOf(part, from);
    from = start + part.length;
    return start !== -1;
  });
}
