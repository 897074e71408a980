import * as z from 'zod';
import { CorpusSettings } from '../corpus/corpus.ts';
import { TrainingSettings } from '../model/train-steps.ts';

/** Everything that decides a model, as data; with the generator's code it gives the same files on the same kind of machine. */
export const Recipe = z
  .strictObject({
    name: z.string().regex(/^[a-z0-9-]+$/),
    modelId: z.string().min(1),
    title: z.string().min(1),
    licence: z.string().min(1),
    corpus: CorpusSettings,
    /** Pools of the corpus, from the first on, that the vocabulary is learned from. */
    tokenizerPools: z.int().positive(),
    training: TrainingSettings,
    /** Weights are kept after every so many steps, for the learning curve. */
    keepEverySteps: z.int().positive(),
    /** Mean loss on answers over the last ten steps of a short run, in nats a token; null = not yet measured. */
    smoke: z
      .strictObject({ steps: z.int().min(10), answerLoss: z.number().positive(), tolerance: z.number().positive() })
      .nullable(),
  })
  .refine(({ training: { shape } }) => shape.heads % shape.kvHeads === 0, 'kvHeads must divide heads');
export type Recipe = z.infer<typeof Recipe>;
