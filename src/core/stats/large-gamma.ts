/** Shape from which these formulas are used: Stirling's series below then ends under 1e-17. */
export const LARGE_SHAPE = 400;

/** Lower and upper regularised incomplete gamma function, P(a, x) and Q(a, x) = 1 − P(a, x). */
export interface GammaShares {
  readonly lower: number;
  readonly upper: number;
}

/**
 * P(a, x) and Q(a, x) for a ≥ `LARGE_SHAPE`, x ≥ 0, where the library is wrong by up to 1e-2. Below a the power series of P, above it the
 * continued fraction of Q, so that the share which is given directly is the smaller one or close to one half; about √a terms near x = a.
 * Sources: DLMF 8.11.4 (series), DLMF 8.9.2 (continued fraction, evaluated by Lentz's method).
 */
export function toGammaShares(a: number, x: number): GammaShares {
  if (x <= 0) return { lower: 0, upper: 1 };
  if (x < a) {
    const lower = toDensityTerm(a, x) * sumSeries(a, x);
    return { lower, upper: 1 - lower };
  }
  const upper = a * toDensityTerm(a, x) * evaluateFraction(a, x);
  return { lower: 1 - upper, upper };
}

/**
 * x where P(a, x) = p, for a ≥ `LARGE_SHAPE` and p in (0, 1): Newton's method on the smaller share from the start of Wilson and Hilferty.
 * @param z standard normal quantile at p.
 */
export function invertLargeGamma(p: number, a: number, z: number): number {
  let x = a * Math.max(1 - 1 / (9 * a) + z / (3 * Math.sqrt(a)), 0.01) ** 3;
  for (let step = 0; step < 60; step += 1) {
    const { lower, upper } = toGammaShares(a, x);
    const error = p < 0.5 ? lower - p : 1 - p - upper;
    // The density is x^(a−1) e^(−x) / Γ(a) = D · a / x, with the D of `toDensityTerm`.
    const change = (error * x) / (a * toDensityTerm(a, x));
    x = Math.max(x - change, x / 2);
    if (Math.abs(change) <= 1e-14 * x) break;
  }
  return x;
}

/** D = x^a e^(−x) / Γ(a + 1), from e^(a(1 + ln λ − λ)) with λ = x / a and Stirling's series for Γ, so that no large terms cancel. */
function toDensityTerm(a: number, x: number): number {
  const stirling = 1 / (12 * a) - 1 / (360 * a ** 3) + 1 / (1260 * a ** 5);
  return Math.exp(a * toLogExcess((x - a) / a) - stirling) / Math.sqrt(2 * Math.PI * a);
}

/** ln(1 + t) − t for t > −1, without cancellation at small t: the series of 2 artanh(t / (2 + t)). */
function toLogExcess(t: number): number {
  if (Math.abs(t) > 0.3) return Math.log1p(t) - t;
  const r = t / (2 + t);
  const square = r * r;
  // ln(1 + t) = 2(r + r³/3 + …) and t = 2r / (1 − r), whose difference begins with −2r² / (1 − r).
  let sum = 0;
  let power = r * square;
  for (let odd = 3; odd < 80 && power !== 0; odd += 2) {
    sum += power / odd;
    power *= square;
  }
  return 2 * sum - (2 * square) / (1 - r);
}

/** 1 + x/(a+1) + x²/((a+1)(a+2)) + … */
function sumSeries(a: number, x: number): number {
  let term = 1;
  let sum = 1;
  for (let step = 1; term > sum * 1e-17; step += 1) {
    term *= x / (a + step);
    sum += term;
  }
  return sum;
}

/** 1/(x+1−a− 1(1−a)/(x+3−a− 2(2−a)/(x+5−a− …))) */
function evaluateFraction(a: number, x: number): number {
  let b = x + 1 - a;
  let c = Number.MAX_VALUE;
  let d = 1 / b;
  let fraction = d;
  for (let step = 1; step < 100_000; step += 1) {
    const numerator = -step * (step - a);
    b += 2;
    d = 1 / (numerator * d + b);
    c = b + numerator / c;
    const factor = c * d;
    fraction *= factor;
    if (Math.abs(factor - 1) < 1e-16) break;
  }
  return fraction;
}
