import type { Disclosure } from '#core/model/disclosure.ts';
import { SPECIAL_TOKENS } from '../bpe/tokenizer-files.ts';
import { findFile, toPathEvidence, type DisclosureSource } from './disclosure-source.ts';

/** Logic: how numbers and text become an answer. */
export function toLogic({ record, files, chatTemplate }: DisclosureSource): Disclosure['layers']['logic'] {
  const { shape } = record.recipe.training;
  return {
    status: 'met',
    statement:
      'Architecture, tokenizer, chat template, inference code and every step from trained numbers to shipped files are in this repository as readable code with tests.',
    evidence: [
      toPathEvidence('training/model/decoder-forward.ts', 'the network as trained'),
      toPathEvidence('training/model/decoder-backward.ts', 'its gradients'),
      toPathEvidence('training/export/inference-graph.ts', 'the network as shipped'),
      toPathEvidence('tests/unit/training/model/reference-loss.ts', 'the same network in double precision, as oracle'),
      toPathEvidence('docs/decisions/2026-11-20-training.md', 'why it is made this way'),
    ],
    architecture: {
      family:
        'Llama-shaped decoder: RMS norm, rotary positions, grouped-query attention, gated SiLU, tied vocabulary table',
      sizes: { ...shape },
    },
    tokenizer: {
      kind: `byte-level BPE, each digit by itself, ${SPECIAL_TOKENS.length} special tokens`,
      vocabularySize: shape.vocabularySize,
      sha256: findFile(files, 'tokenizer.json').sha256,
    },
    template: { text: chatTemplate, sha256: findFile(files, 'chat_template.jinja').sha256 },
    inferenceCode: ['workers/inference-ort', 'workers/decode', 'training/evaluate'],
    transformations: [
      'Export: the trained numbers are written unchanged into the fp32 graph (matrices transposed), rounded into the others; no pruning, no merging, no distillation.',
      'GGUF: rows of queries and keys are put in the order that llama.cpp expects for rotary positions; the numbers are rounded as under Weights.',
    ],
  };
}
