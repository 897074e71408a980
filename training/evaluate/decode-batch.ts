import { Tensor, type InferenceSession } from 'onnxruntime-node';

/** Sizes that a decoder's cache has, and where its answers end. */
export interface DecoderForm {
  readonly layers: number;
  readonly kvHeads: number;
  readonly headDim: number;
  readonly vocabularySize: number;
  readonly endId: number;
}

/** Chooses the next token of a row. @param logits [vocabularySize]. */
export type ChooseToken = (logits: Float32Array, row: number) => number;

/**
 * Answers to prompts of one length, without the end token, each at most `maxNewTokens` long. Uses the key-value cache; rows that
 * have ended are carried along until they are half of the batch, then they are left out.
 */
export async function decodeBatch(
  session: InferenceSession,
  form: DecoderForm,
  prompts: readonly (readonly number[])[],
  options: { readonly maxNewTokens: number; readonly choose: ChooseToken },
): Promise<readonly (readonly number[])[]> {
  const answers: number[][] = prompts.map(() => []);
  const isDone = prompts.map(() => false);
  /** Positions in `prompts` of the rows that are computed. */
  let rows = [...prompts.keys()];
  let next: readonly (readonly number[])[] = prompts;
  let past = createEmptyPast(form, prompts.length);
  let pastLength = 0;
  for (let step = 0; step < options.maxNewTokens && isDone.includes(false); step += 1) {
    const { logits, present } = await runStep(session, next, past, pastLength);
    const time = next[0]?.length ?? 0;
    const chosen = rows.map((row, index) => {
      if (isDone[row] === true) return form.endId;
      const end = (index * time + time) * form.vocabularySize;
      return options.choose(logits.subarray(end - form.vocabularySize, end), row);
    });
    for (const [index, id] of chosen.entries()) {
      const row = rows[index] ?? 0;
      if (id === form.endId) isDone[row] = true;
      if (isDone[row] === false) answers[row]?.push(id);
    }
    const active = [...rows.keys()].filter((index) => isDone[rows[index] ?? 0] === false);
    const isHalf = active.length * 2 <= rows.length;
    past = isHalf ? selectRows(present, active) : present;
    next = (isHalf ? active.map((index) => chosen[index] ?? 0) : chosen).map((id) => [id]);
    if (isHalf) rows = active.map((index) => rows[index] ?? 0);
    pastLength += time;
  }
  return answers;
}

type Tensors = Readonly<Record<string, Tensor>>;

function createEmptyPast({ layers, kvHeads, headDim }: DecoderForm, rows: number): Tensors {
  const past: Record<string, Tensor> = {};
  for (let layer = 0; layer < layers; layer += 1) {
    for (const part of ['key', 'value']) {
      past[`past_key_values.${layer}.${part}`] = new Tensor('float32', new Float32Array(), [rows, kvHeads, 0, headDim]);
    }
  }
  return past;
}

/** The same cache with these of its rows. */
function selectRows(past: Tensors, indices: readonly number[]): Tensors {
  const entries = Object.entries(past).map(([name, { data, dims }]) => {
    const [rowCount = 1, ...rest] = dims;
    if (!(data instanceof Float32Array)) throw new Error(`${name} is no cache of floats`);
    const size = data.length / rowCount;
    const selected = new Float32Array(indices.length * size);
    for (const [position, index] of indices.entries()) {
      selected.set(data.subarray(index * size, (index + 1) * size), position * size);
    }
    return [name, new Tensor('float32', selected, [indices.length, ...rest])] as const;
  });
  return Object.fromEntries(entries);
}

async function runStep(
  session: InferenceSession,
  rows: readonly (readonly number[])[],
  past: Tensors,
  pastLength: number,
): Promise<{ readonly logits: Float32Array; readonly present: Tensors }> {
  const time = rows[0]?.length ?? 0;
  const total = pastLength + time;
  const positions = rows.flatMap((row) => row.map((_, index) => BigInt(pastLength + index)));
  const outputs = await session.run({
    input_ids: new Tensor('int64', BigInt64Array.from(rows.flat(), BigInt), [rows.length, time]),
    attention_mask: new Tensor('int64', new BigInt64Array(rows.length * total).fill(1n), [rows.length, total]),
    position_ids: new Tensor('int64', BigInt64Array.from(positions), [rows.length, time]),
    ...past,
  });
  const present: Record<string, Tensor> = {};
  for (const [name, tensor] of Object.entries(outputs)) {
    if (name.startsWith('present.')) present[name.replace('present', 'past_key_values')] = tensor;
  }
  const logits = outputs['logits']?.data;
  if (!(logits instanceof Float32Array)) throw new Error('the graph gave no logits');
  return { logits, present };
}
