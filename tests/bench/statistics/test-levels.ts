import { accDrop } from '#core/stats/acc-drop.ts';
import { excessFlipSymmetric } from '#core/stats/excess-flip-symmetric.ts';
import { excessFlip } from '#core/stats/excess-flip.ts';
import { formatSpreadNull } from '#core/stats/format-spread-null.ts';
import { toPairedSamples, type PairedSample } from '#core/stats/paired-sample.ts';
import { corpNull } from '#core/stats/predictability/corp-null.ts';
import type { ConfidencePair } from '#core/stats/predictability/confidence-table.ts';
import { toSampleOutcomes } from '#core/stats/sample-outcomes.ts';
import { toScoreMatrix } from '#core/stats/score-matrix.ts';
import type { Effort } from './coverage-row.ts';
import { createSimulator, type Simulator } from './simulated-task.ts';

/** How often a test at .05 rejects: at most .05 where nothing differs, the more the better where something does. */
export interface TestLevelRow {
  readonly test: string;
  readonly regime: string;
  readonly withoutEffect: number;
  readonly withEffect: number;
  readonly simulations: number;
}

/** Levels and power of the tests of METRICS §3 and §4.3. */
export function listTestLevels(effort: Effort): readonly TestLevelRow[] {
  const simulator = createSimulator('tests', effort.resamples);
  const { settings } = simulator;
  const toRow = (test: string, regime: string, pValue: (hasEffect: boolean) => number | null): TestLevelRow => {
    const toShare = (hasEffect: boolean): number => {
      let rejected = 0;
      for (let index = 0; index < effort.simulations; index += 1) rejected += (pValue(hasEffect) ?? 1) <= 0.05 ? 1 : 0;
      return rejected / effort.simulations;
    };
    return {
      test,
      regime,
      withoutEffect: toShare(false),
      withEffect: toShare(true),
      simulations: effort.simulations,
    };
  };
  const lost = '100 samples × 5; 20 % lost';
  return [
    toRow('acc_drop, t', lost, (hasEffect) => accDrop(drawPairs(simulator, hasEffect), settings).pValue),
    toRow(
      'excess_flip, bootstrap',
      lost,
      (hasEffect) => excessFlip(drawPairs(simulator, hasEffect), 'outcome', settings).pValue,
    ),
    toRow(
      'excess_flip_symmetric@a, bootstrap',
      lost,
      (hasEffect) => excessFlipSymmetric(drawPairs(simulator, hasEffect), 'outcome', settings).pValue,
    ),
    toRow('format_spread, permutation', '100 samples × 2, 6 formats; up to 13 points apart', (hasEffect) => {
      const rates = simulator.drawRates(100);
      const formats = Array.from({ length: 6 }, (_, format) =>
        toSampleOutcomes(
          simulator.drawTrials(
            rates.map((rate) => rate * (hasEffect ? 1 - 0.05 * format : 0.9)),
            2,
          ),
        ),
      );
      return formatSpreadNull(toScoreMatrix(formats), settings)?.pValue ?? null;
    }),
    toRow('corp_dsc, permutation', '100 samples; success .2 to .8 with confidence', (hasEffect) => {
      const pairs = Array.from({ length: 100 }, (_, index): ConfidencePair => {
        const confidence = Math.round(simulator.drawUnit() * 20) / 20;
        const success = simulator.drawUnit() < (hasEffect ? 0.2 + 0.6 * confidence : 0.5) ? 1 : 0;
        return { sampleId: String(index), clusterId: String(index), epoch: 1, confidence, success };
      });
      return corpNull(pairs, { ...settings, resamples: 199 }).pValue.value;
    }),
  ];
}

function drawPairs({ drawRates, drawTrials }: Simulator, hasEffect: boolean): readonly PairedSample[] {
  const rates = drawRates(100);
  const perturbed = rates.map((rate) => rate * (hasEffect ? 0.8 : 1));
  return toPairedSamples(
    toSampleOutcomes(drawTrials(rates, 5)),
    [toSampleOutcomes(drawTrials(perturbed, 5))],
    new Map(),
  );
}
