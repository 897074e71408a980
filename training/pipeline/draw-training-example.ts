import { createExample } from '#protocols/tasks/maintenance-desk/generator/create-example.ts';
import type { DrawConversation } from '../corpus/corpus.ts';

/** The generator as the corpus uses it: every family and language in the generator's own proportions. */
export const drawTrainingExample: DrawConversation = (rng) => createExample(rng, { split: 'train' });
