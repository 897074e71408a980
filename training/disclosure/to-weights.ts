import type { Disclosure } from '#core/model/disclosure.ts';
import { BLOCK_SIZE } from '../export/quantise-blocks.ts';
import { GRAPH_PATHS, toGgufPath } from '../export/model-folder.ts';
import { toPathEvidence, type DisclosureSource } from './disclosure-source.ts';

const ROUNDING_CODE = 'training/export/quantise-blocks.ts';
const GRAPH_CODE = 'training/export/decoder-weights.ts';

/** Weights: the files, their licence, and how each form is made. */
export function toWeights({ record, files }: DisclosureSource): Disclosure['layers']['weights'] {
  const { recipe, weightsSha256 } = record;
  return {
    status: 'met',
    statement: `All weights are in the repository under ${recipe.licence}. The recipe trains them again on one processor core. ${toRepetitionText(record)} Other kinds of machines may round sums differently.`,
    evidence: [
      {
        type: 'sha256',
        sha256: weightsSha256,
        of: 'the trained weights as float32 safetensors (weights.safetensors of a run)',
      },
      toPathEvidence(`training/recipes/${recipe.name}.ts`, 'every number that decides the weights'),
      toPathEvidence('training/README.md', 'the commands'),
    ],
    licence: recipe.licence,
    weightsSha256,
    files: [...files],
    quantisations: [
      {
        name: 'fp32',
        path: GRAPH_PATHS.fp32,
        weightBits: 32,
        method: 'None: the trained float32 numbers, standard ONNX operators.',
        code: GRAPH_CODE,
      },
      {
        name: 'q8',
        path: GRAPH_PATHS.q8,
        weightBits: 8,
        method: `Weight-only: every matrix in blocks of ${BLOCK_SIZE} along its inputs. ${EIGHT_BITS} ${TABLE} ${OPERATOR}`,
        code: ROUNDING_CODE,
      },
      {
        name: 'q4',
        path: GRAPH_PATHS.q4,
        weightBits: 4,
        method: `Weight-only: every matrix but the vocabulary table in blocks of ${BLOCK_SIZE} along its inputs; scale = value of largest size / −8 as float32; stored number = value / scale rounded to the nearest (ties upwards), kept within −8 … 7, plus 8, two to a byte, the earlier in the low half. Vocabulary table: 8 bits as in q8. ${TABLE} ${OPERATOR}`,
        code: ROUNDING_CODE,
      },
      {
        name: 'GGUF Q8_0',
        path: toGgufPath(recipe),
        weightBits: 8,
        method: `ggml's Q8_0: blocks of ${BLOCK_SIZE}, scale = largest size / 127 as float32; stored number = value / scale rounded to the nearest (ties upwards), a signed byte; the scale is stored as float16. Vocabulary table alike; norms float32.`,
        code: 'training/export/gguf-file.ts',
      },
    ],
  };
}

function toRepetitionText({ weightsSha256, repeatedWeightsSha256 }: DisclosureSource['record']): string {
  const runs = repeatedWeightsSha256.length;
  if (runs === 0) return 'This run has not been repeated.';
  const same = repeatedWeightsSha256.filter((sha256) => sha256 === weightsSha256).length;
  return `It was run ${runs + 1} times from nothing; ${same} of the other ${runs} gave the same bits.`;
}

const EIGHT_BITS =
  'Scale = largest size / 127 as float32; stored number = value / scale rounded to the nearest (ties upwards), kept within −127 … 127, plus 128, one byte.';
const TABLE = 'One 8-bit vocabulary table serves look-up and head. Norms stay float32.';
const OPERATOR = 'Operator MatMulNBits, accuracy_level 4, no zero points; activations are float32 at its borders.';
