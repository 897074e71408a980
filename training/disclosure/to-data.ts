import type { Disclosure } from '#core/model/disclosure.ts';
import { GENERATOR_PATH, toPathEvidence, type DisclosureSource } from './disclosure-source.ts';

/** Data: what the model was trained on, and who wrote it. */
export function toData({ record }: DisclosureSource): Disclosure['layers']['data'] {
  const { recipe, corpus } = record;
  return {
    status: 'partly',
    statement:
      'Every training example is generated from code and word lists in this repository; the same seed gives the same text, and the verify command generates it again and compares its hash. Partly, because the words were written by an AI model whose own training data are not open, and the Hindi has not been reviewed.',
    evidence: [
      { type: 'sha256', sha256: corpus.sha256, of: `${corpus.examples} examples as JSON lists, one a line` },
      toPathEvidence(GENERATOR_PATH, 'generator, templates, word lists, translations'),
      toPathEvidence('training/corpus/corpus.ts', 'order of the examples, and their hash'),
      toPathEvidence('protocols/tasks/maintenance-desk/README.md', 'families, splits, lengths'),
    ],
    generator: GENERATOR_PATH,
    seed: recipe.corpus.seed,
    examples: corpus.examples,
    bytes: corpus.bytes,
    tokenizerExamples: recipe.tokenizerPools * recipe.corpus.examplesPerPool,
    sha256: corpus.sha256,
    outsideCorpora: [],
    provenance: {
      author: 'Claude, an AI model by Anthropic, working as engineer in this repository',
      date: '2026-11',
      usesAiAssistance: true,
      statement:
        'Generator code, templates, word lists and Hindi translations were written by an AI model (Claude, by Anthropic) working as engineer in this repository in November 2026, under requirements set by humans. No text from elsewhere was copied in, and no model wrote training examples: they are drawn by code from the lists.',
      review:
        'Tests check form, splits and answers of the examples. The Hindi wording has not been reviewed by a native speaker.',
    },
  };
}
