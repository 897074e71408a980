import { describe, expect, it } from 'vitest';
import { ENGLISH_TEXTS, HINDI_TEXTS } from '#app/features/evaluate/confidence-texts.ts';
import { toFamilies, toFirstScale, toMoved, toNewErrorRule, toNewRule } from '#app/features/evaluate/severity-edits.ts';
import { ConfidenceConfig } from '#core/model/confidence-config.ts';
import { SeverityScale, SeverityScaleRule } from '#core/model/severity-scale.ts';
import { SeverityRule } from '#core/model/severity.ts';

describe('what the severity form offers', () => {
  it('begins with a scale that is valid, by the samples own rules where they have any', () => {
    expect(SeverityScale.parse(toFirstScale(true)).rules).toEqual([{ type: 'sample', families: null }]);
    expect(SeverityScale.parse(toFirstScale(false)).rules[0]?.type).toBe('error');
  });

  it('has a new rule of every type that the schema has', () => {
    const types = SeverityScaleRule.options.map(({ shape }) => shape.type.value);
    for (const type of types) expect(SeverityScaleRule.parse(toNewRule(type)).type).toBe(type);
    expect(types).toHaveLength(4);
  });

  it('has a new rule about wrong answers of every type; only a field must still be named', () => {
    for (const { shape } of SeverityRule.options) {
      const type = shape.type.value;
      const parsed = SeverityRule.safeParse(toNewErrorRule(type));
      expect(parsed.success).toBe(type !== 'by-field');
      if (!parsed.success) expect(parsed.error.issues.map(({ path }) => path)).toEqual([['field']]);
    }
  });

  it('moves rules by one place and never outside', () => {
    expect(toMoved(['a', 'b', 'c'], 2, -1)).toEqual(['a', 'c', 'b']);
    expect(toMoved(['a', 'b', 'c'], 0, 1)).toEqual(['b', 'a', 'c']);
    expect(toMoved(['a', 'b'], 0, -1)).toEqual(['a', 'b']);
    expect(toMoved(['a', 'b'], 1, 1)).toEqual(['a', 'b']);
  });

  it('reads families between commas, none as every one', () => {
    expect(toFamilies(' short,  long ,')).toEqual(['short', 'long']);
    expect(toFamilies(' , ')).toBeNull();
  });
});

describe('the texts of questions', () => {
  it.each([ENGLISH_TEXTS, HINDI_TEXTS])('are a valid configuration in $language', ({ pTrue, verbalized }) => {
    const config = { pTrue, verbalized, conditions: 'original' };
    expect(ConfidenceConfig.parse(config)).toEqual(config);
  });
});
