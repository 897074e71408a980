/** A linear scale with round ticks. */
export interface SvgScale {
  /** Position of a value, px, rounded to 0.01. */
  at(value: number): number;
  /** The same for ends of intervals, which may lie beyond the scale: they are drawn at its end. */
  clampedAt(value: number): number;
  readonly ticks: readonly number[];
}

const TICKS = 5;

/** Steps of 1, 2 or 5 times a power of ten, about five of them. */
function toStep(span: number): number {
  const power = 10 ** Math.floor(Math.log10(span / TICKS));
  const factor = [1, 2, 5, 10].find((candidate) => candidate * power * TICKS >= span) ?? 10;
  return factor * power;
}

/**
 * Maps `domain` to `range` px; an empty domain is widened, so that every value has a place.
 * @param range ends in px, either way round.
 */
export function createSvgScale(
  [low, high]: readonly [number, number],
  [from, to]: readonly [number, number],
): SvgScale {
  const span = high > low ? high - low : Math.max(Math.abs(high), 1);
  const step = toStep(span);
  const first = Math.ceil(low / step - 1e-9);
  const last = Math.floor((low + span) / step + 1e-9);
  const at = (value: number): number => Math.round((from + ((value - low) / span) * (to - from)) * 100) / 100;
  return {
    at,
    clampedAt: (value) => at(Math.min(low + span, Math.max(low, value))),
    ticks: Array.from({ length: last - first + 1 }, (_, index) => Number(((first + index) * step).toPrecision(12))),
  };
}
