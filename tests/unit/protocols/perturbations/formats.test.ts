import { describe, expect, test } from 'vitest';
import { createRng } from '#core/rng/rng.ts';
import type { Perturbation, Prompt } from '#protocols/perturbation.ts';
import { fmtCasing } from '#protocols/perturbations/fmt-casing.ts';
import { fmtMarkdown } from '#protocols/perturbations/fmt-markdown.ts';
import { fmtNewlineEof } from '#protocols/perturbations/fmt-newline-eof.ts';
import { fmtSeparator } from '#protocols/perturbations/fmt-separator.ts';
import { fmtSpace } from '#protocols/perturbations/fmt-space.ts';
import { instrParaphrase } from '#protocols/perturbations/instr-paraphrase.ts';
import { SYSTEM_PROMPTS } from '#protocols/perturbations/pools/system-prompts.ts';
import { INSTRUCTIONS, STRENGTHS } from '#protocols/perturbations/pools/instructions.ts';
import { sysMove } from '#protocols/perturbations/sys-move.ts';
import { sysParaphrase } from '#protocols/perturbations/sys-paraphrase.ts';
import { sysRemove } from '#protocols/perturbations/sys-remove.ts';
import { buildPrompt } from '../prompt-builder.ts';

const rng = createRng('formats');
const apply = (operator: Perturbation, prompt: Prompt, variant = 0): Prompt =>
  operator.apply(prompt, operator.defaultParams, variant, rng);
const change = (operator: Perturbation, input: string, variant = 0): string =>
  apply(operator, buildPrompt(input), variant).sample.input;
const variantsOf = (operator: Perturbation, input: string): readonly string[] =>
  Array.from({ length: operator.variantCount ?? 0 }, (_, variant) => change(operator, input, variant));

const INPUT = 'Text: It rains.\nQuestion: Why?\nAnswer:';

describe('fmt_separator, version 2', () => {
  test('acts on fields of every script, full-width colons included', () => {
    expect(change(fmtSeparator, 'ಪ್ರಶ್ನೆ: ಏಕೆ?\nಉತ್ತರ:', 3)).toBe('ಪ್ರಶ್ನೆ - ಏಕೆ?\nಉತ್ತರ - ');
    expect(change(fmtSeparator, '问题：为什么', 0)).toBe('问题为什么');
  });

  test('has the 14 other separators as variants', () => {
    expect(new Set([...variantsOf(fmtSeparator, INPUT), INPUT]).size).toBe(15);
  });
});

describe('fmt_space', () => {
  test('has the 14 other spacings as variants, the same between all fields', () => {
    const variants = variantsOf(fmtSpace, INPUT);
    expect(new Set([...variants, INPUT]).size).toBe(15);
    expect(variants).toContain('Text: It rains. -- Question: Why? -- Answer:');
    expect(variants).toContain('Text: It rains. || Question: Why? || Answer:');
  });

  test('leaves an input of one field', () => {
    expect(change(fmtSpace, 'Question: Why?')).toBe('Question: Why?');
  });
});

test('fmt_casing writes field names in three cases; the present one and scripts without case are noops', () => {
  expect(variantsOf(fmtCasing, INPUT)).toEqual([
    INPUT,
    'TEXT: It rains.\nQUESTION: Why?\nANSWER:',
    'text: It rains.\nquestion: Why?\nanswer:',
  ]);
  expect(variantsOf(fmtCasing, '问题：为什么')).toEqual(['问题：为什么', '问题：为什么', '问题：为什么']);
});

describe('fmt_markdown', () => {
  test('writes fields as headings, bold names, tags and JSON, the cue last', () => {
    expect(variantsOf(fmtMarkdown, INPUT)).toEqual([
      '## Text\nIt rains.\n\n## Question\nWhy?\n\n## Answer',
      '**Text:** It rains.\n**Question:** Why?\n**Answer:**',
      '<text>It rains.</text>\n<question>Why?</question>\n<answer>',
      '{\n  "Text": "It rains.",\n  "Question": "Why?"\n}\nAnswer:',
    ]);
  });

  test.each(['Tell me.\nQuestion: Why?', 'Text: a\nText: b', 'Question:\nAnswer: x'])('leaves %j', (input) => {
    expect(change(fmtMarkdown, input)).toBe(input);
  });

  test('does not escape what must stay: a quoted answer is left out of JSON', () => {
    const prompt = buildPrompt('Text: say "yes" now\nAnswer:', { target: ['say "yes"'] });
    expect(apply(fmtMarkdown, prompt, 3)).toBe(prompt);
    expect(apply(fmtMarkdown, prompt, 2)).not.toBe(prompt);
  });
});

test('fmt_newline_eof ends the input in the three other ways', () => {
  expect(variantsOf(fmtNewlineEof, 'Answer:')).toEqual(['Answer: ', 'Answer:\n', 'Answer: \n']);
  expect(variantsOf(fmtNewlineEof, 'Answer:\n')).toEqual(['Answer: \n', 'Answer:', 'Answer: ']);
});

describe('the system prompt', () => {
  test('is removed, or moved to the head of the user’s message', () => {
    const prompt = buildPrompt('Why?', {}, 'Be brief.');
    expect(apply(sysRemove, prompt)).toEqual({ ...prompt, system: null });
    expect(apply(sysMove, prompt)).toMatchObject({ system: null, sample: { input: 'Be brief.\n\nWhy?' } });
    for (const operator of [sysRemove, sysMove]) {
      const without = buildPrompt('Why?');
      expect(apply(operator, without)).toBe(without);
    }
  });

  test('has pools of six different prompts, each prompt in one pool', () => {
    expect(SYSTEM_PROMPTS.every((pool) => new Set(pool).size === 6)).toBe(true);
    expect(new Set(SYSTEM_PROMPTS.flat()).size).toBe(SYSTEM_PROMPTS.length * 6);
  });

  test('has five paraphrases in Kannada', () => {
    const systems = [0, 1, 2, 3, 4].map(
      (variant) => apply(sysParaphrase, buildPrompt('x', {}, 'ನೀವು ಸಹಾಯಕರು.'), variant).system,
    );
    expect(new Set([...systems, 'ನೀವು ಸಹಾಯಕರು.']).size).toBe(6);
  });
});

describe('instr_paraphrase', () => {
  const paraphrase = (input: string, strength: string): string =>
    instrParaphrase.apply(buildPrompt(input), { strength }, 0, rng).sample.input;

  test('replaces whole sentences, each by the wording of the strength', () => {
    expect(paraphrase('Answer with the letter only.\nA) x', 'mild')).toBe('Please answer with only the letter.\nA) x');
    expect(paraphrase('It rains. Answer the question.', 'naturalistic')).toBe(
      'It rains. can you answer this one for me?',
    );
    expect(paraphrase('请回答问题。为什么？', 'medium')).toBe('请阅读问题并作答。为什么？');
    expect(paraphrase('Do not Answer the question.', 'mild')).toBe('Do not Answer the question.');
  });

  test('has a pool in which no wording is another instruction’s, and all four strengths differ', () => {
    const plain = INSTRUCTIONS.flatMap((instruction) => instruction.plain);
    expect(new Set(plain).size).toBe(plain.length);
    for (const instruction of INSTRUCTIONS) {
      const wordings = [...instruction.plain, ...STRENGTHS.map((strength) => instruction[strength])];
      expect(new Set(wordings).size).toBe(wordings.length);
    }
  });

  test('refuses a strength that does not exist', () => {
    expect(instrParaphrase.checkParams({ strength: 'wild' })).toContain('strength');
  });
});
