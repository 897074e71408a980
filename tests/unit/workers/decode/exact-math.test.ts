import { describe, expect, it } from 'vitest';
import { exactExp, exactLog } from '#workers/decode/exact-math.ts';
import { createRng } from '#core/rng/rng.ts';

// Oracle: the series of exp and atanh in integers with 1,300 fraction bits, which shares nothing with the tested code.
const FRACTION_BITS = 1300n;
const ONE = 1n << FRACTION_BITS;

/** The exact value of a double as a fixed-point integer. */
function toFixed(x: number): bigint {
  let value = Math.abs(x);
  let shift = 0n;
  while (!Number.isInteger(value)) {
    value *= 2;
    shift += 1n;
  }
  const magnitude = (BigInt(value) << FRACTION_BITS) >> shift;
  return x < 0 ? -magnitude : magnitude;
}

function expOf(x: bigint): bigint {
  // Halved 20 times, summed, squared 20 times.
  const r = x >> 20n;
  let term = ONE;
  let sum = ONE;
  for (let n = 1n; term !== 0n && n < 400n; n += 1n) {
    term = (term * r) / (ONE * n);
    sum += term;
  }
  for (let n = 0; n < 20; n += 1) sum = (sum * sum) >> FRACTION_BITS;
  return sum;
}

/** Distance of `got` from the true value, in units of the last place of `got`. */
function toUlps(got: number, truth: bigint): number {
  const bits = new BigUint64Array(Float64Array.of(got).buffer);
  const next = new Float64Array(BigUint64Array.of((bits[0] ?? 0n) + 1n).buffer)[0] ?? 0;
  const difference = truth - toFixed(got);
  return Number((difference * 1000n) / (toFixed(next) - toFixed(got))) / 1000;
}

describe('exactExp', () => {
  it('is within 1.5 units in the last place of the true value', () => {
    const rng = createRng('exp');
    let worst = 0;
    for (let index = 0; index < 400; index += 1) {
      const range = [1e-9, 0.3, 40, 700][index % 4] ?? 1;
      const x = ((rng.int(-2_000_000_000, 2_000_000_000) / 2_000_000_000) * range * 1_000_001) / 1_000_000;
      worst = Math.max(worst, Math.abs(toUlps(exactExp(x), expOf(toFixed(x)))));
    }
    expect(worst).toBeLessThan(1.5);
  });

  it('is within 1.5 units at the borders of its range', () => {
    for (const x of [709.78, 705, -700, -708.3, -740, -744.9]) {
      expect(Math.abs(toUlps(exactExp(x), expOf(toFixed(x)))), String(x)).toBeLessThan(1.5);
    }
  });

  it('has the right values at special points', () => {
    expect(exactExp(0)).toBe(1);
    expect(exactExp(-0)).toBe(1);
    expect(exactExp(-Infinity)).toBe(0);
    expect(exactExp(-746)).toBe(0);
    expect(exactExp(-745.13)).toBe(Number.MIN_VALUE);
    expect(exactExp(Infinity)).toBe(Infinity);
    expect(exactExp(710)).toBe(Infinity);
    expect(exactExp(NaN)).toBeNaN();
    expect(exactExp(1)).toBe(Math.E);
  });
});

describe('exactLog', () => {
  it('is within 1.5 units in the last place of the true value', () => {
    const rng = createRng('log');
    for (let index = 0; index < 300; index += 1) {
      const mantissa = 1 + rng.int(0, 2_000_000_000) / 2_000_000_000;
      const x = index % 3 === 0 ? mantissa * 0.75 : mantissa * 2 ** rng.int(-900, 900);
      const got = exactLog(x);
      // log is right when exp of it is x: exp(got + δ) = x, so δ = (x − exp(got)) / x.
      const back = expOf(toFixed(got));
      const delta = ((toFixed(x) - back) * ONE) / toFixed(x);
      expect(
        Math.abs(toUlps(Math.abs(got), toFixed(Math.abs(got)) + (got < 0 ? -delta : delta))),
        String(x),
      ).toBeLessThan(1.5);
    }
  });

  it('has the right values at special points', () => {
    expect(exactLog(1)).toBe(0);
    expect(exactLog(0)).toBe(-Infinity);
    expect(exactLog(-0)).toBe(-Infinity);
    expect(exactLog(-1)).toBeNaN();
    expect(exactLog(NaN)).toBeNaN();
    expect(exactLog(Infinity)).toBe(Infinity);
    expect(exactLog(2)).toBe(Math.LN2);
    expect(exactLog(Number.MIN_VALUE)).toBe(-744.4400719213812);
    expect(exactLog(Number.MAX_VALUE)).toBe(709.782712893384);
  });
});
