import { chiSquareQuantile } from './distributions.ts';
import type { IntervalResult, MetricResult } from './metric-result.ts';
import { toTwoSided, undefinedResult, withoutInterval } from './metric-result.ts';
import { neumaierSum } from './neumaier-sum.ts';
import type { Observation } from './observation.ts';

/**
 * `run_accuracy_sd` (Std@Acc): standard deviation, with K − 1, of the success rates of epochs 1 … K over the samples that completed all
 * of them; in [0, ½√(K/(K − 1))], lower is better. It shows the noise of the sampler for this task's samples and is not an error bar
 * of accuracy. Null with fewer than two epochs or without a complete sample.
 *
 * The interval is that of a standard deviation of K independent, nearly normal rates (χ², K − 1 degrees of freedom), and holds for
 * these samples. A bootstrap of samples would count the noise twice: drawing samples again adds as much spread between epochs as there
 * is. Source: METRICS §2.11.
 * @param observations of one condition.  @param epochs K.
 */
export function runAccuracySd(observations: readonly Observation[], epochs: number, level: number): MetricResult {
  if (epochs < 2) return undefinedResult('a standard deviation over epochs needs at least 2 epochs');
  const complete = [...Map.groupBy(observations, ({ sampleId }) => sampleId).values()].filter(
    (trials) => trials.length === epochs,
  );
  if (complete.length === 0) return undefinedResult(`no sample has exactly ${epochs} completed trials`);
  const successes = new Float64Array(epochs);
  for (const { epoch, success } of complete.flat()) successes[epoch - 1] = (successes[epoch - 1] ?? 0) + success;
  const rates = Array.from(successes, (count) => count / complete.length);
  const mean = neumaierSum(rates) / epochs;
  const value = Math.sqrt(neumaierSum(rates.map((rate) => (rate - mean) ** 2)) / (epochs - 1));
  const clusters = new Set(complete.map((trials) => trials[0]?.clusterId)).size;
  return { value, ...chiSquareInterval(value, epochs - 1, level), n: complete.length, clusters };
}

function chiSquareInterval(deviation: number, degrees: number, level: number): IntervalResult {
  if (deviation < 1e-12) return withoutInterval('every epoch has the same success rate, so its spread is unknown');
  const tail = (1 - level) / 2;
  const toBound = (p: number): number => deviation * Math.sqrt(degrees / chiSquareQuantile(p, degrees));
  return toTwoSided('chi-square', level, toBound(1 - tail), toBound(tail));
}
