import { SAMPLE_SEVERITY_SCALE } from '#core/model/severity-scale.ts';
import type { Trial } from '#core/model/trial.ts';
import { createRng } from '#core/rng/rng.ts';
import type { RunRows } from '#harness/run-rows.ts';
import { buildConfig, buildSamples } from '#tests/support/builders.ts';
import { buildRunRows, type TrialOutcome } from '#tests/unit/harness/analyse-fixtures.ts';

const CONDITIONS = 10;
const EPOCHS = 10;
const RESAMPLES = 2000;
const WORDS = ['pump', 'valve', 'ಕರ್ನಾಟಕ', 'রাজধানী', 'राजधानी', '北京', 'yes', 'no', 'seven', 'closed'];
const LOGPROBS = 12;

/**
 * Rows of a finished run of 10 conditions and 10 epochs with `trials` trials in all, B = 2,000: samples of different difficulty, five
 * possible answers, texts of a few words, times that vary. The same numbers each time.
 * @param trials a multiple of 100.
 */
export function buildStatisticsWorkload(trials: number): RunRows {
  const rng = createRng('statistics-workload');
  const drawUnit = (): number => rng.int(0, 999_999) / 1_000_000;
  const samples = buildSamples(trials / CONDITIONS / EPOCHS).map((sample) => {
    return { ...sample, severityOfError: { type: 'constant', unparsed: 1, wrong: 2 } as const };
  });
  const skillBySample = new Map(samples.map(({ sampleId }) => [sampleId, drawUnit()]));
  const toOutcome = ({ sampleId }: Trial): TrialOutcome => {
    if (drawUnit() < (skillBySample.get(sampleId) ?? 0)) return { answer: 'yes', value: 1, success: 1 };
    const answer = ['no', 'seven', 'closed', null][rng.int(0, 3)] ?? null;
    return { answer, value: 0, success: 0 };
  };
  const { protocol, analysis } = buildConfig(samples);
  const rows = buildRunRows({
    samples,
    conditions: Object.fromEntries(
      Array.from({ length: CONDITIONS - 1 }, (_, index) => [`case_lower@1#${index}`, 'P'] as const),
    ),
    config: {
      protocol: { ...protocol, epochs: { baseline: EPOCHS, perturbed: EPOCHS } },
      analysis: { ...analysis, bootstrap: { ...analysis.bootstrap, resamples: RESAMPLES } },
      severity: SAMPLE_SEVERITY_SCALE,
    },
    toOutcome,
  });
  const transcripts = rows.transcripts.map((row) => {
    const outputText = Array.from({ length: rng.int(3, 9) }, () => WORDS[rng.int(0, WORDS.length - 1)]).join(' ');
    const logprobs = Array.from({ length: LOGPROBS }, () => {
      const token = rng.int(0, 999);
      return { token, logprob: Math.log(1 - drawUnit()), runnerUp: token + 1, runnerUpLogprob: -9 };
    });
    return { ...row, outputText, logprobs };
  });
  const timings = rows.timings.map((row) => {
    const outputTokens = rng.int(2, 40);
    return { ...row, promptTokens: rng.int(20, 400), outputTokens, e2eMs: 60 + 9 * outputTokens + rng.int(0, 20) };
  });
  return { ...rows, transcripts, timings };
}
