/*
 * exp and log that give the same bits in every engine: `Math.exp` and `Math.log` do not (RUNTIMES §0.5), while + − × ÷ on
 * doubles are exact by IEEE 754. Errors stay below 1.5 units in the last place (tests/unit/workers/decode).
 */

/** Table steps per factor of two. */
const STEPS = 128;
const STEPS_BITS = 7;
/** ln 2 in two parts, the first with 21 trailing zero bits, so that `n × LN2_HIGH` is exact. Source: fdlibm e_exp.c. */
const LN2_HIGH = 6.9314718036912381649e-1;
const LN2_LOW = 1.90821492927058770002e-10;
const STEPS_PER_LN2 = STEPS * 1.4426950408889634;
const STEP_HIGH = LN2_HIGH / STEPS;
const STEP_LOW = LN2_LOW / STEPS;
/** Adding and subtracting 1.5 × 2^52 rounds a double to the nearest integer. */
const ROUNDING_SHIFT = 6_755_399_441_055_744;
/** Below this exp is 0, above the next it is Infinity: ln of the smallest and the largest double. */
const EXP_UNDERFLOW = -745.1332191019412;
const EXP_OVERFLOW = 709.782712893384;

/** 2^(−1074 … 1023), each made from the one before by an exact doubling. */
const POWERS_OF_TWO = createPowersOfTwo();
const LOWEST_EXPONENT = -1074;

function createPowersOfTwo(): Float64Array {
  const powers = new Float64Array(2098);
  for (let index = 0, power = Number.MIN_VALUE; index < powers.length; index += 1, power *= 2) powers[index] = power;
  return powers;
}

/** 2^(j/STEPS), length STEPS, correctly rounded: computed in integers with 120 fraction bits, because `**` is not exact. */
const STEP_POWERS = createStepPowers();

function createStepPowers(): Float64Array {
  const fractionBits = 120n;
  let root = 2n << fractionBits;
  for (let halving = 0; halving < STEPS_BITS; halving += 1) root = toSquareRoot(root << fractionBits);
  const powers = new Float64Array(STEPS);
  let power = 1n << fractionBits;
  for (let index = 0; index < STEPS; index += 1) {
    powers[index] = Number(power) / 2 ** 120;
    power = (power * root) >> fractionBits;
  }
  return powers;
}

/** Largest integer whose square is at most `value`; Newton's method from above. */
function toSquareRoot(value: bigint): bigint {
  let root = 1n << BigInt(Math.ceil(value.toString(2).length / 2));
  for (;;) {
    const next = (root + value / root) >> 1n;
    if (next >= root) return root;
    root = next;
  }
}

/** x in steps of ln 2 / STEPS, rounded to a whole number. */
function toSteps(x: number): number {
  return x * STEPS_PER_LN2 + ROUNDING_SHIFT - ROUNDING_SHIFT;
}

/** e^x without its power of two: 2^(j/STEPS) × e^r for x = (steps / STEPS) × ln 2 + r, in [0.99, 2.01]. */
function toMantissa(x: number, steps: number): number {
  const r = x - steps * STEP_HIGH - steps * STEP_LOW;
  const square = r * r;
  // Taylor to r^5: |r| ≤ ln 2 / 256, so the remainder is below 6e-19. In pairs, which processors overlap.
  const tail = r + square * (0.5 + r * (1 / 6) + square * (1 / 24 + r * (1 / 120)));
  const power = STEP_POWERS[steps & (STEPS - 1)] ?? 0;
  return power + power * tail;
}

/** e^x for −700 ≤ x ≤ 700. */
function toInnerExp(x: number): number {
  const steps = toSteps(x);
  return toMantissa(x, steps) * (POWERS_OF_TWO[(steps >> STEPS_BITS) - LOWEST_EXPONENT] ?? 0);
}

/** e^x. 0 below −745.13, Infinity above 709.78, NaN for NaN. */
export function exactExp(x: number): number {
  return x > -700 && x < 700 ? toInnerExp(x) : exactExpAtBorder(x);
}

/**
 * Σ exp(value − largest), in order of index, where `largest` is the largest of `values`. Values more than 700 below it count
 * as 700 below. NaN stays NaN.
 */
export function toExpSum(values: Float32Array, largest: number): number {
  let sum = 0;
  for (let position = 0; position < values.length; position += 1) {
    sum += toInnerExp(Math.max(-700, (values[position] ?? 0) - largest));
  }
  return sum;
}

/** exp where 2^exponent may leave the range of doubles: it is applied in two halves, the second of which rounds. */
function exactExpAtBorder(x: number): number {
  if (Number.isNaN(x)) return x;
  if (x < EXP_UNDERFLOW) return 0;
  if (x > EXP_OVERFLOW) return Infinity;
  const steps = toSteps(x);
  const exponent = steps >> STEPS_BITS;
  const half = exponent >> 1;
  const first = toMantissa(x, steps) * (POWERS_OF_TWO[half - LOWEST_EXPONENT] ?? 0);
  return first * (POWERS_OF_TWO[exponent - half - LOWEST_EXPONENT] ?? 0);
}

const bits = new Float64Array(1);
const words = new Uint32Array(bits.buffer);
/** Which of the two words holds sign and exponent: 1 on little-endian machines. */
const HIGH_WORD = new Uint8Array(Uint16Array.of(1).buffer)[0] === 1 ? 1 : 0;

/** Natural logarithm. −Infinity at 0, NaN below it, Infinity at Infinity. Source of the polynomial: fdlibm e_log.c. */
export function exactLog(x: number): number {
  if (x === 0) return -Infinity;
  if (!(x > 0) || x === Infinity) return x > 0 ? x : NaN;
  // Subnormal numbers have no exponent field to read.
  const isSubnormal = x < 2.2250738585072014e-308;
  bits[0] = isSubnormal ? x * 2 ** 54 : x;
  const high = words[HIGH_WORD] ?? 0;
  // Mantissas from √2 up are halved, so that f lies in (√½ − 1, √2 − 1).
  const isHalved = (high & 0xfffff) >= 0x6a09e ? 1 : 0;
  words[HIGH_WORD] = (high & 0xfffff) | ((1023 - isHalved) << 20);
  const f = (bits[0] ?? 1) - 1;
  const exponent = (high >>> 20) - 1023 + isHalved - (isSubnormal ? 54 : 0);
  const s = f / (2 + f);
  const z = s * s;
  const w = z * z;
  const even = w * (0.3999999999940941908 + w * (0.2222219843214978396 + w * 0.1531383769920937332));
  const odd = w * (0.2857142874366239149 + w * (0.1818357216161805012 + w * 0.1479819860511658591));
  const remainder = even + z * (0.666666666666673513 + odd);
  const half = 0.5 * f * f;
  return exponent * LN2_HIGH - (half - (s * (half + remainder) + exponent * LN2_LOW) - f);
}
