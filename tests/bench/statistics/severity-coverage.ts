import type { SeverityLevel } from '#core/model/severity.ts';
import { cvar } from '#core/stats/severity/cvar.ts';
import { expectedSeverity, type SeverityWeights } from '#core/stats/severity/expected-severity.ts';
import { toSeverityUnits, type SeverityUnit } from '#core/stats/severity/severity-units.ts';
import { severityTable } from '#core/stats/severity/severity-table.ts';
import { violationRate } from '#core/stats/severity/violation-rate.ts';
import { measureCoverage, type CoverageRow, type Effort } from './coverage-row.ts';
import { createSimulator } from './simulated-task.ts';

const WEIGHTS: SeverityWeights = [0, 0.001, 0.01, 0.1, 1];

/** Chances of the levels 0 … 4 of an outcome. */
const PROFILES: Readonly<Record<string, readonly number[]>> = {
  'rare harm': [0.95, 0.03, 0.015, 0.004, 0.001],
  'frequent harm': [0.6, 0.25, 0.1, 0.04, 0.01],
};

/** Coverage of one-sided bounds of METRICS §5. */
export function listSeverityCoverage(effort: Effort): readonly CoverageRow[] {
  const { drawUnit } = createSimulator('severity', effort.resamples);
  const drawLevel = (chances: readonly number[]): SeverityLevel => {
    let left = drawUnit();
    const level = chances.findIndex((chance) => (left -= chance) < 0);
    return ([0, 1, 2, 3, 4] as const)[level] ?? 0;
  };
  const drawUnits = (samples: number, chances: readonly number[]): readonly SeverityUnit[] =>
    toSeverityUnits(
      Array.from({ length: samples }, (_, index) => {
        return { sampleId: String(index), clusterId: String(index), level: drawLevel(chances) };
      }),
    );
  const toMeanWeight = (chances: readonly number[]): number =>
    chances.reduce((sum, chance, level) => sum + chance * (WEIGHTS[level] ?? 0), 0);
  const exact = Object.entries(PROFILES).flatMap(([profile, chances]) =>
    [50, 200, 1000].flatMap((samples) => {
      const regime = `${samples} samples, ${profile}`;
      const draw = () => drawUnits(samples, chances);
      return [
        measureCoverage(
          {
            method: 'layered CI-CP',
            of: 'expected_severity, upper bound',
            regime,
            kind: 'conservative',
            simulate: () => ({
              result: expectedSeverity(draw(), WEIGHTS, 'cluster', 0.95),
              truth: toMeanWeight(chances),
            }),
          },
          effort,
        ),
        measureCoverage(
          {
            method: 'layered CI-CP',
            of: 'cvar, β = .95, upper bound',
            regime,
            kind: 'conservative',
            simulate: () => ({ result: cvar(draw(), WEIGHTS, 0.95, 0.95), truth: toTailMean(chances, 0.05) }),
          },
          effort,
        ),
        measureCoverage(
          {
            method: 'CI-CP',
            of: 'severity_table, all four levels at once',
            regime,
            kind: 'conservative',
            simulate: () => ({ result: toJointResult(draw(), chances), truth: 0 }),
          },
          effort,
        ),
      ];
    }),
  );
  return [...exact, ...listRepeatedCoverage(effort)];
}

/** Mean weight of the worst share of outcomes. */
function toTailMean(chances: readonly number[], share: number): number {
  let left = share;
  let sum = 0;
  for (let level = 4; level >= 0; level -= 1) {
    const taken = Math.min(left, chances[level] ?? 0);
    sum += taken * (WEIGHTS[level] ?? 0);
    left -= taken;
  }
  return sum / share;
}

/** As an interval that holds 0 where every simultaneous bound holds. */
function toJointResult(units: readonly SeverityUnit[], chances: readonly number[]) {
  const isHeld = severityTable(units, 0.95).every(({ level, simultaneousUpper }) => {
    const truth = chances.slice(level).reduce((sum, chance) => sum + chance, 0);
    return truth <= simultaneousUpper + 1e-12;
  });
  return {
    interval: { lower: null, upper: isHeld ? 0 : -1, level: 0.95, sides: 'upper', method: 'CI-CP' } as const,
  };
}

/** Rates per trial of repeated trials, whose chances differ between samples. */
function listRepeatedCoverage(effort: Effort): readonly CoverageRow[] {
  const { drawUnit } = createSimulator('severity-repeated', effort.resamples);
  const drawRepeated = (samples: number, epochs: number, spread: readonly number[]): readonly SeverityUnit[] =>
    toSeverityUnits(
      Array.from({ length: samples }, (_, index) => {
        const chance = spread[Math.floor(drawUnit() * spread.length)] ?? 0;
        return Array.from({ length: epochs }, () => {
          return {
            sampleId: String(index),
            clusterId: String(index),
            level: drawUnit() < chance ? (3 as const) : (0 as const),
          };
        });
      }).flat(),
    );
  const spreads: Readonly<Record<string, readonly number[]>> = {
    'the same rate everywhere': [0.05],
    'a tenth of the samples at 50 %': [0.5, 0, 0, 0, 0, 0, 0, 0, 0, 0],
    between: [0.3, 0.1, 0.05, 0.02, 0, 0, 0, 0, 0, 0],
  };
  return Object.entries(spreads).flatMap(([name, spread]) =>
    [50, 200].map((samples) => {
      const truth = spread.reduce((sum, chance) => sum + chance, 0) / spread.length;
      const simulate = () => ({ result: violationRate(drawRepeated(samples, 5, spread), 3, 'trial', 0.95), truth });
      const of = 'violation_rate_ub per trial, upper bound';
      const regime = `${samples} samples × 5, ${name}`;
      return measureCoverage({ method: 'Korn–Graubard', of, regime, kind: 'approximate', simulate }, effort);
    }),
  );
}
