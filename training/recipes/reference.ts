import { Recipe } from './recipe.ts';

/** The model that the app ships. Sizes and rates: MODELS §B5; the training README says what they cost. */
export const reference: Recipe = Recipe.parse({
  name: 'reference',
  modelId: 'plumbline/reference-1m',
  title: 'Reference model, 1.0 M parameters',
  licence: 'CC0-1.0',
  corpus: { seed: 'reference-1', examplesPerPool: 2048 },
  tokenizerPools: 20,
  training: {
    seed: 'reference-1',
    shape: {
      vocabularySize: 2048,
      width: 128,
      layers: 4,
      heads: 4,
      kvHeads: 2,
      headDim: 32,
      innerWidth: 352,
      contextLength: 512,
      ropeTheta: 10_000,
      normEpsilon: 1e-5,
    },
    optimiser: { beta1: 0.9, beta2: 0.95, epsilon: 1e-8, weightDecay: 0.1, clipNorm: 1 },
    schedule: { peak: 3e-3, warmupSteps: 100, totalSteps: 22_000, finalShare: 0.05 },
    batches: { maxTokens: 2048, promptWeight: 0.1, promptShare: 0.25 },
  },
  keepEverySteps: 2000,
  smoke: { steps: 40, answerLoss: 3.37, tolerance: 0.1 },
});
