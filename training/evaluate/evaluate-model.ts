import { InferenceSession } from 'onnxruntime-node';
import * as z from 'zod';
import { createRng } from '#core/rng/rng.ts';
import { scoreOutput } from '#protocols/scorers/score-output.ts';
import { maintenanceDeskScorer } from '#protocols/tasks/maintenance-desk/maintenance-desk-scorer.ts';
import { createBpeCodec, type BpeCodec } from '../bpe/bpe-codec.ts';
import { parseTokenizerJson } from '../bpe/tokenizer-files.ts';
import { toPromptIds } from '../corpus/to-token-row.ts';
import { chooseGreedy, chooseSampled } from './choose-token.ts';
import { decodeBatch, type ChooseToken, type DecoderForm } from './decode-batch.ts';
import type { EvaluationPrompt } from './evaluation-prompts.ts';

/** How answers are chosen: the most probable token each time, or by chance at temperature 1. */
export type Decoding = 'greedy' | 'sampled';

/** One answer and whether it is right. */
export interface Outcome {
  readonly prompt: EvaluationPrompt;
  readonly text: string;
  readonly isRight: boolean;
  readonly promptTokens: number;
  /** Without the end token. */
  readonly answerTokens: number;
}

/** What answers prompts: text ↔ tokens, sizes, and a graph as bytes. */
export interface Answerer {
  readonly codec: BpeCodec;
  readonly form: DecoderForm;
  readonly graph: Uint8Array;
}

const BATCH_SIZE = 32;
/** Longer than any right answer. */
const MAX_NEW_TOKENS = 128;

const Config = z.object({
  vocab_size: z.int(),
  num_hidden_layers: z.int(),
  num_key_value_heads: z.int(),
  head_dim: z.int(),
  eos_token_id: z.int(),
});

/** Codec and sizes from the files of a model folder; its graphs are read apart. */
export async function toAnswererForm(read: (path: string) => Promise<Uint8Array>): Promise<Omit<Answerer, 'graph'>> {
  const [tokenizer = '', config = ''] = await Promise.all(
    ['tokenizer.json', 'config.json'].map(async (path) => new TextDecoder().decode(await read(path))),
  );
  return { codec: createBpeCodec(parseTokenizerJson(tokenizer)), form: toDecoderForm(config) };
}

/**
 * Answers all prompts on one thread and scores them by the task's own rules.
 * @returns one outcome a prompt, in the order of the prompts.
 */
export async function evaluateModel(
  { codec, form, graph }: Answerer,
  prompts: readonly EvaluationPrompt[],
  options: { readonly decoding: Decoding; readonly seed: string },
): Promise<readonly Outcome[]> {
  const session = await InferenceSession.create(graph, { intraOpNumThreads: 1 });
  const outcomesById = new Map<string, Outcome>();
  for (const batch of toBatches(prompts, codec)) {
    const choose = toChooseToken(
      options,
      batch.map(({ prompt }) => prompt.sample.sampleId),
    );
    const ids = batch.map((entry) => entry.ids);
    const answers = await decodeBatch(session, form, ids, { maxNewTokens: MAX_NEW_TOKENS, choose });
    for (const [row, { prompt, ids: promptIds }] of batch.entries()) {
      const answer = answers[row] ?? [];
      const text = codec.decode(answer);
      const isRight = scoreOutput(maintenanceDeskScorer, prompt.sample, text)?.success === 1;
      const counts = { promptTokens: promptIds.length, answerTokens: answer.length };
      outcomesById.set(prompt.sample.sampleId, { prompt, text, isRight, ...counts });
    }
  }
  await session.release();
  return prompts.flatMap(({ sample }) => outcomesById.get(sample.sampleId) ?? []);
}

function toDecoderForm(json: string): DecoderForm {
  const config = Config.parse(JSON.parse(json));
  return {
    layers: config.num_hidden_layers,
    kvHeads: config.num_key_value_heads,
    headDim: config.head_dim,
    vocabularySize: config.vocab_size,
    endId: config.eos_token_id,
  };
}

/** A row samples from its own stream, so that its answer does not depend on the batch. */
function toChooseToken(
  { decoding, seed }: { readonly decoding: Decoding; readonly seed: string },
  sampleIds: readonly string[],
): ChooseToken {
  if (decoding === 'greedy') return chooseGreedy;
  const rngs = sampleIds.map((sampleId) => createRng(`${seed}/sampling/${sampleId}`));
  return (logits, row) => {
    const rng = rngs[row];
    return rng === undefined ? chooseGreedy(logits) : chooseSampled(logits, rng);
  };
}

interface EncodedPrompt {
  readonly prompt: EvaluationPrompt;
  readonly ids: readonly number[];
}

/** Prompts of equal length together, so that none is filled up. */
function toBatches(prompts: readonly EvaluationPrompt[], codec: BpeCodec): readonly (readonly EncodedPrompt[])[] {
  const encoded = prompts.map((prompt) => ({ prompt, ids: toPromptIds(prompt.example, codec) }));
  const byLength = Map.groupBy(encoded, ({ ids }) => ids.length);
  return [...byLength.values()].flatMap((group) =>
    Array.from({ length: Math.ceil(group.length / BATCH_SIZE) }, (_, index) =>
      group.slice(index * BATCH_SIZE, (index + 1) * BATCH_SIZE),
    ),
  );
}
