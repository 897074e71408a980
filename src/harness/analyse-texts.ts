import type { TranscriptRow } from '#core/bundle/rows.ts';
import type { Estimate } from '#core/model/report.ts';
import { ORIGINAL } from '#core/model/trial.ts';
import { createRng } from '#core/rng/rng.ts';
import { confidenceConsistency } from '#core/stats/confidence-consistency.ts';
import { exactMatchRate } from '#core/stats/exact-match-rate.ts';
import { tokenConfidence } from '#core/stats/predictability/token-confidence.ts';
import { toTextPairs } from '#core/stats/sample-texts.ts';
import { tarRaw } from '#core/stats/tar-raw.ts';
import { chrf1, levSim } from '#core/stats/text-similarity.ts';
import { normaliseText } from '#protocols/scorers/normalise-text.ts';
import type { AnalysisContext, EstimatePlace } from './analyse-context.ts';

/** Pairs of trials of one sample that similarities are computed on; the rest would cost minutes on long outputs and say little more. */
const MAX_PAIRS = 5;

/** Source of the confidence whose steadiness is shown. */
const CONFIDENCE_SOURCE = 'seq_prob_norm';

/** What repeating the unperturbed prompt shows without any scorer: outputs as texts, and how sure of them the model was. */
export function analyseTexts(context: AnalysisContext, model: string): readonly Estimate[] {
  const trials = context.rows.transcripts.filter(
    (row) => row.model === model && row.conditionId === ORIGINAL && row.status === 'completed',
  );
  const samples = [...Map.groupBy(trials, ({ sampleId }) => sampleId)]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([sampleId, members]) => ({ ...toSampleName(context, sampleId), members }));
  const texts = samples.map(({ members, ...name }) => ({ ...name, texts: members.map(toText) }));
  const rng = createRng(context.rows.config.analysis.bootstrap.seed).fork('text-pairs').fork(model);
  // Compared in the form in which answers are compared: METRICS §0.2 rule 6.
  const pairs = texts.map((sample) =>
    toTextPairs({ ...sample, texts: sample.texts.map(normaliseText) }, MAX_PAIRS, rng),
  );
  const pairCount = pairs.reduce((sum, sample) => sum + sample.pairs.length, 0);
  const confidences = samples.map(({ members, ...name }) => ({ ...name, confidences: members.flatMap(toConfidence) }));
  const epochs = context.rows.config.protocol.epochs.baseline;
  const toPlace = (metric: string, params: Estimate['params'] = {}): EstimatePlace => {
    return { metric, model, conditionId: ORIGINAL, scorer: null, params };
  };
  const ofPairs = { maxPairs: MAX_PAIRS, pairs: pairCount };
  return [
    context.estimate(toPlace('tar_raw', { N: epochs }), (settings) => tarRaw(texts, epochs, settings)),
    context.estimate(toPlace('exact_match_rate'), (settings) => exactMatchRate(texts, settings)),
    context.estimate(toPlace('lev_sim', ofPairs), (settings) => levSim(pairs, settings)),
    context.estimate(toPlace('chrf1', ofPairs), (settings) => chrf1(pairs, settings)),
    context.estimate(toPlace('confidence_consistency', { source: CONFIDENCE_SOURCE }), (settings) =>
      confidenceConsistency(confidences, settings),
    ),
  ];
}

function toSampleName(
  context: AnalysisContext,
  sampleId: string,
): { readonly sampleId: string; readonly clusterId: string } {
  return { sampleId, clusterId: context.sampleById.get(sampleId)?.clusterId ?? sampleId };
}

function toText({ outputText }: TranscriptRow): string {
  return outputText ?? '';
}

function toConfidence({ logprobs }: TranscriptRow): readonly number[] {
  const confidence = tokenConfidence(logprobs ?? [], CONFIDENCE_SOURCE);
  return confidence === null ? [] : [confidence];
}
