import { describe, expect, test } from 'vitest';
import type { ChoiceTier } from '#core/model/comparison.ts';
import { ScorerRule } from '#core/model/scorer.ts';
import { judgeOutput } from './judge-output.ts';

const ALL: readonly ChoiceTier[] = ['whole', 'stated', 'marked', 'text', 'lone'];
const options = { labels: ['A', 'B', 'C'], texts: ['Rome', 'Turin', 'New Turin'] };
const statements = ['answer', 'answer is', 'उत्तर', 'উত্তর', 'ಉತ್ತರ', 'الجواب', '答案', '答案是'];

function ruleOf(tiers: readonly ChoiceTier[] = ALL): ScorerRule {
  return { type: 'choice-letter', families: null, tiers: [...tiers], statements };
}

describe('choice-letter', () => {
  test.each([
    ['B', 'turin', 'whole'],
    ['(b).', 'turin', 'whole'],
    ['Oscar lives in Rome. Answer: B', 'turin', 'stated'],
    ['The answer is (B) because A is far.', 'turin', 'stated'],
    ['answer: b', 'turin', 'stated'],
    ['उत्तर: B', 'turin', 'stated'],
    ['উত্তর – B।', 'turin', 'stated'],
    ['ಉತ್ತರ：B', 'turin', 'stated'],
    ['الجواب: B', 'turin', 'stated'],
    ['答案是「B」。', 'turin', 'stated'],
    ['Answer: A. No, wait, the answer is B', 'turin', 'stated'],
    ['So we get **B** in the end', 'turin', 'marked'],
    [String.raw`So $\boxed{B}$`, 'turin', 'marked'],
    ['I think [B]', 'turin', 'marked'],
    ['A: no\nB: yes', 'turin', 'marked'],
    ['It is in New  Turin, yes', 'new turin', 'text'],
    ['Oscar lives in Rome. Answer: Turin', 'turin', 'text'],
    ['I would go with B here', 'turin', 'lone'],
  ])('finds in %j %s, tier %s', (output, answer, tier) => {
    const score = judgeOutput(ruleOf(), { options, target: ['B'] }, output);
    expect(score).toMatchObject({ answer, success: answer === 'turin' ? 1 : 0 });
    expect(score.why).toContain(`(${tier})`);
  });

  test.each(['the answer is not B or C', 'A or B', 'a city', '', 'Rome or Turin'])('finds nothing in %j', (output) => {
    expect(judgeOutput(ruleOf(), { options, target: ['B'] }, output)).toMatchObject({ answer: null, success: 0 });
  });

  test('tries only the tiers of the rule, in their order', () => {
    const output = 'I would go with B here: Rome';
    expect(judgeOutput(ruleOf(['lone', 'text']), { options, target: ['B'] }, output).answer).toBe('turin');
    expect(judgeOutput(ruleOf(['text', 'lone']), { options, target: ['B'] }, output).answer).toBe('rome');
    expect(judgeOutput(ruleOf(['whole', 'stated']), { options, target: ['B'] }, output).answer).toBeNull();
  });

  test('points at the label in the raw output', () => {
    expect(judgeOutput(ruleOf(), { options, target: ['B'] }, 'Cafe\u0301. Answer: B')).toMatchObject({ text: 'B' });
  });

  test('a tier twice is refused', () => {
    expect(ScorerRule.safeParse(ruleOf(['text', 'text'])).error?.issues[0]?.message).toBe('names a tier twice');
  });
});
