// npm run coverage: how often 95 % intervals of a mean over samples contain the true mean, by number of clusters.
import { createRng } from '#core/rng/rng.ts';
import { bootstrapInterval } from '#core/stats/cluster-bootstrap.ts';
import { clusterTInterval } from '#core/stats/cluster-t-interval.ts';
import type { IntervalResult } from '#core/stats/metric-result.ts';
import type { SampleValue } from '#core/stats/sample-value.ts';

const SIMULATIONS = 2000;
const RESAMPLES = 1000;
const EPOCHS = 16;
const CLUSTER_COUNTS = [6, 10, 14, 20, 29, 71, 100];

/**
 * Success rates of samples as small models show them: many never or always right, the rest between. Each entry is as likely
 * as the others, so the true mean is their mean.
 */
const RATES = [0, 0, 0.02, 0.1, 0.3, 0.5, 0.7, 0.9, 0.98, 1, 1, 1];
const TRUE_MEAN = RATES.reduce((sum, rate) => sum + rate, 0) / RATES.length;

const rng = createRng('coverage');
const drawUnit = (): number => rng.int(0, 999_999) / 1_000_000;

function drawSample(index: number): SampleValue {
  const rate = RATES[rng.int(0, RATES.length - 1)] ?? 0;
  let successes = 0;
  for (let epoch = 0; epoch < EPOCHS; epoch += 1) successes += drawUnit() < rate ? 1 : 0;
  return { sampleId: String(index), clusterId: String(index), value: successes / EPOCHS };
}

function covers({ interval }: IntervalResult): boolean {
  return interval !== null && (interval.lower ?? 0) <= TRUE_MEAN && TRUE_MEAN <= (interval.upper ?? 1);
}

console.log('clusters   CI-T    CI-BS');
for (const clusters of CLUSTER_COUNTS) {
  const hits = { t: 0, bootstrap: 0 };
  for (let simulation = 0; simulation < SIMULATIONS; simulation += 1) {
    const values = Array.from({ length: clusters }, (_, index) => drawSample(index));
    const settings = { level: 0.95, resamples: RESAMPLES, drawIndex: (size: number) => rng.int(0, size - 1) };
    hits.t += covers(clusterTInterval(values, 0.95)) ? 1 : 0;
    hits.bootstrap += covers(bootstrapInterval(values, settings)) ? 1 : 0;
  }
  const share = (count: number): string => (count / SIMULATIONS).toFixed(3);
  console.log(`${String(clusters).padStart(8)}   ${share(hits.t)}   ${share(hits.bootstrap)}`);
}
