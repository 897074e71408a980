import { describe, expect, test } from 'vitest';
import { ScorerRule } from '#core/model/scorer.ts';
import { convertUnit, findUnit, UNITS } from '#core/units/unit-table.ts';
import { judgeOutput } from './judge-output.ts';

type QuantityRule = Extract<ScorerRule, { type: 'quantity' }>;

function ruleOf(change: Partial<QuantityRule> = {}): QuantityRule {
  const tolerance = { absolute: 0, relative: 0 };
  return { type: 'quantity', families: null, take: 'last', tolerance, decimal: 'point', unit: null, ...change };
}

function inUnit(symbol: string, missing: 'accept' | 'reject' = 'accept', alsoWritten: string[] = []): QuantityRule {
  return ruleOf({ unit: { symbol, missing, alsoWritten } });
}

describe('quantity without a unit', () => {
  test.each([
    ['so 24 + 9 = 33.', '33', '33'],
    ['-5', '-5', '-5'],
    ['5-3', '3', '3'],
    ['x = −2.50', '-2.5', '−2.50'],
    ['12,34,567.5 in all', '1234567.5', '12,34,567.5'],
    ['1,234,567', '1234567', '1,234,567'],
    ['1,2345', '2345', '2345'],
    ['6.02e23', '6.02e+23', '6.02e23'],
    ['1.5 × 10^-3', '0.0015', '1.5 × 10^-3'],
    [String.raw`2 \times 10^{6}`, '2000000', String.raw`2 \times 10^{6}`],
    ['3·10⁻²', '0.03', '3·10⁻²'],
    ['3 × 105', '105', '105'],
    ['१२३', '123', '१२३'],
    ['উত্তর ৪২', '42', '৪২'],
    ['೩.೫', '3.5', '೩.೫'],
    ['٣٫٥', '3.5', '٣٫٥'],
    ['１２', '12', '１２'],
  ])('reads %j as %s', (output, answer, text) => {
    expect(judgeOutput(ruleOf(), { target: [answer] }, output)).toMatchObject({ success: 1, answer, text });
  });

  test('takes a comma before decimals when told', () => {
    const rule = ruleOf({ decimal: 'comma' });
    expect(judgeOutput(rule, { target: ['1234,5'] }, 'Es sind 1.234,5')).toMatchObject({
      success: 1,
      answer: '1234.5',
    });
  });

  test('allows the larger of both tolerances', () => {
    const rule = ruleOf({ tolerance: { absolute: 0.5, relative: 0.01 } });
    expect(judgeOutput(rule, { target: ['10'] }, '10.5').success).toBe(1);
    expect(judgeOutput(rule, { target: ['10'] }, '10.6').success).toBe(0);
    expect(judgeOutput(rule, { target: ['1000'] }, '990').success).toBe(1);
    expect(judgeOutput(rule, { target: ['1000'] }, '989').success).toBe(0);
    expect(judgeOutput(rule, { target: ['-1000'] }, '-990').success).toBe(1);
  });

  test('without a finite number is unparsable', () => {
    expect(judgeOutput(ruleOf(), { target: ['1'] }, 'none')).toMatchObject({ answer: null, span: null });
    expect(judgeOutput(ruleOf(), { target: ['1'] }, '9'.repeat(400)).answer).toBeNull();
    expect(judgeOutput(ruleOf(), { target: ['many'] }, '3')).toMatchObject({ answer: '3', success: 0 });
  });
});

describe('quantity with a unit', () => {
  test.each([
    ['km', 'It is 5000 m.', '5', '5 km', '5000 m'],
    ['km', '5 किमी', '5', '5 km', '5 किमी'],
    ['km', '距离是5公里左右', '5', '5 km', '5公里'],
    ['km', 'about 5', '5', '5 km', '5'],
    ['km', '3 steps, then 5 km, in 2 hours', '5', '5 km', '5 km'],
    ['km', '5 km', '5000 m', '5 km', '5 km'],
    ['°C', '212 °F', '100', '100 °C', '212 °F'],
    ['K', '20 °C', '293.15', '293.15 K', '20 °C'],
    ['%', 'a share of 25%', '25', '25 %', '25%'],
    ['₹', 'Rs. 500? No, ₹ 1,00,000 is right', '100000', '100000 ₹', '₹ 1,00,000'],
    ['$', 'It costs -$5.', '-5', '-5 $', '-$5'],
    ['m/s', '36 km/h', '10', '10 m/s', '36 km/h'],
    ['m²', '2 m² of cloth', '2', '2 m²', '2 m²'],
    ['kB', '1 KiB', '1.024', '1.024 kB', '1 KiB'],
  ])('in %s: %j', (symbol, output, target, answer, text) => {
    expect(judgeOutput(inUnit(symbol), { target: [target] }, output)).toMatchObject({ success: 1, answer, text });
  });

  test('a number in a unit of another kind is an answer, and wrong', () => {
    expect(judgeOutput(inUnit('km'), { target: ['5'] }, '5 kg')).toMatchObject({
      success: 0,
      answer: '5 kg',
      why: 'The output gives 5 kg, which is no length.',
    });
    expect(judgeOutput(inUnit('m'), { target: ['5'] }, '5 m/s').answer).toBe('5 m/s');
    expect(judgeOutput(inUnit('m'), { target: ['5'] }, '5 mountains').answer).toBe('5 m');
  });

  test('a number without a unit is no answer when units are asked for', () => {
    expect(judgeOutput(inUnit('km', 'reject'), { target: ['5'] }, '5')).toMatchObject({ answer: null, success: 0 });
  });

  test('reads the spellings that the rule adds', () => {
    const rule = inUnit('km', 'reject', ['Klicks']);
    expect(judgeOutput(rule, { target: ['5'] }, '5 klicks')).toMatchObject({ success: 1, answer: '5 km' });
  });

  test('a unit that the table does not have is refused', () => {
    expect(ScorerRule.safeParse(inUnit('furlong')).error?.issues[0]?.message).toBe('is not a unit of the table');
  });
});

describe('the unit table', () => {
  test('has each spelling once, in form NFC', () => {
    const spellings = UNITS.flatMap((unit) => [unit.symbol, ...unit.names]);
    expect(new Set(spellings).size).toBe(spellings.length);
    expect(spellings.filter((text) => text.normalize('NFC') !== text)).toEqual([]);
  });

  test('converts there and back, and never between dimensions', () => {
    for (const from of UNITS) {
      for (const to of UNITS) {
        const there = convertUnit(7, from, to);
        expect(there === null).toBe(from.dimension !== to.dimension);
        if (there !== null) expect(convertUnit(there, to, from)).toBeCloseTo(7, 9);
      }
    }
  });

  test.each([
    ['mi', 'km', 1.609344],
    ['lb', 'kg', 0.45359237],
    ['h', 'min', 60],
    ['kWh', 'MJ', 3.6],
    ['atm', 'kPa', 101.325],
    ['acre', 'm²', 4046.8564224],
  ])('one %s is so many %s', (from, to, value) => {
    const [source, target] = [findUnit(from), findUnit(to)];
    expect(source && target && convertUnit(1, source, target)).toBeCloseTo(value, 10);
  });
});
