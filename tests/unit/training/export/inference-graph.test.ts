import { InferenceSession, Tensor } from 'onnxruntime-node';
import { describe, expect, it } from 'vitest';
import type { Precision } from '#training/export/decoder-weights.ts';
import { createInferenceGraph } from '#training/export/inference-graph.ts';
import type { NetworkShape } from '#training/model/network-shape.ts';
import { openTrainingSession } from '#training/model/training-session.ts';
import { toReferenceLogits } from '../model/reference-loss.ts';
import { createRoughParameters, SMALL_SHAPE } from '../model/small-network.ts';

/** Widths that are multiples of a block, as the quantised graphs need. */
const SHAPE: NetworkShape = { ...SMALL_SHAPE, width: 32, headDim: 16, innerWidth: 64 };
const { vocabularySize, layers, kvHeads, headDim } = SHAPE;
const parameters = createRoughParameters(SHAPE);
for (const values of Object.values(parameters)) if (values.length > SHAPE.width) values.forEach(halve);

function halve(value: number, index: number, values: Float32Array): void {
  values[index] = value / 2;
}

const plain = Object.fromEntries(Object.entries(parameters).map(([name, values]) => [name, [...values]]));
const first = [3, 1, 4, 1, 5, 9, 2, 6, 5, 3];
const second = [18, 0, 17, 7];

/** One row of a call: ids, how many filled places stand before them, and where their positions start. */
interface Call {
  readonly rows: readonly (readonly number[])[];
  readonly padding: readonly number[];
  readonly pastLength: number;
  readonly past: Readonly<Record<string, Tensor>>;
}

const int64 = (values: readonly number[], dims: readonly number[]): Tensor =>
  new Tensor('int64', BigInt64Array.from(values, BigInt), dims);

function createEmptyPast(rows: number): Record<string, Tensor> {
  const names = Array.from({ length: layers }, (_, layer) => ['key', 'value'].map((part) => `${layer}.${part}`)).flat();
  const empty = (): Tensor => new Tensor('float32', new Float32Array(), [rows, kvHeads, 0, headDim]);
  return Object.fromEntries(names.map((name) => [`past_key_values.${name}`, empty()]));
}

async function run(session: InferenceSession, { rows, padding, pastLength, past }: Call) {
  const time = rows[0]?.length ?? 0;
  const total = pastLength + time;
  const mask = padding.flatMap((filled) => Array.from({ length: total }, (_, index) => (index < filled ? 0 : 1)));
  const positions = padding.flatMap((filled) =>
    Array.from({ length: time }, (_, index) => Math.max(0, pastLength + index - filled)),
  );
  const output = await session.run({
    input_ids: int64(rows.flat(), [rows.length, time]),
    attention_mask: int64(mask, [rows.length, total]),
    position_ids: int64(positions, [rows.length, time]),
    ...past,
  });
  const { logits, ...present } = output;
  if (!(logits?.data instanceof Float32Array)) throw new Error('no logits');
  const { data } = logits;
  const next = Object.entries(present).map(([name, tensor]) => [name.replace('present', 'past_key_values'), tensor]);
  return {
    /** Logits of a row and position. */
    at: (row: number, position: number): readonly number[] => {
      const start = (row * time + position) * vocabularySize;
      return [...data.subarray(start, start + vocabularySize)];
    },
    past: Object.fromEntries(next) as Record<string, Tensor>,
  };
}

const open = (precision: Precision): Promise<InferenceSession> =>
  InferenceSession.create(createInferenceGraph(SHAPE, parameters, precision), { intraOpNumThreads: 1 });

/** Largest difference between two lists. */
const toDistance = (a: readonly number[], b: readonly number[]): number =>
  Math.max(...a.map((value, index) => Math.abs(value - (b[index] ?? Infinity))));

const wholePrompt = (rows: number): Pick<Call, 'pastLength' | 'past'> => ({
  pastLength: 0,
  past: createEmptyPast(rows),
});

describe('the inference graph', () => {
  it('gives the logits of the formulas: whole, cached and in a padded batch', async () => {
    const session = await open('fp32');
    const wanted = toReferenceLogits(SHAPE, plain, first);
    const whole = await run(session, { rows: [first], padding: [0], ...wholePrompt(1) });
    for (const [position, logits] of wanted.entries()) {
      expect(toDistance(whole.at(0, position), logits)).toBeLessThan(2e-5);
    }
    let step = await run(session, { rows: [first.slice(0, 4)], padding: [0], ...wholePrompt(1) });
    for (const [index, id] of first.slice(4).entries()) {
      step = await run(session, { rows: [[id]], padding: [0], pastLength: 4 + index, past: step.past });
      expect(toDistance(step.at(0, 0), wanted[4 + index] ?? [])).toBeLessThan(2e-5);
    }
    const filled = first.length - second.length;
    const rows = [first, [...Array.from({ length: filled }, () => 0), ...second]];
    const batch = await run(session, { rows, padding: [0, filled], ...wholePrompt(2) });
    const wantedSecond = toReferenceLogits(SHAPE, plain, second).at(-1) ?? [];
    expect(toDistance(batch.at(0, 9), wanted[9] ?? [])).toBeLessThan(2e-5);
    expect(toDistance(batch.at(1, 9), wantedSecond)).toBeLessThan(2e-5);
  });

  it('agrees with the losses of the training graph', async () => {
    await using training = await openTrainingSession(SHAPE);
    const whole = await run(await open('fp32'), { rows: [first], padding: [0], ...wholePrompt(1) });
    const positions = first.slice(1).map((_, position) => position);
    const { losses } = await training.run(parameters, {
      ids: BigInt64Array.from(first, BigInt),
      rows: 1,
      time: first.length,
      selected: BigInt64Array.from(positions, BigInt),
      targets: BigInt64Array.from(first.slice(1), BigInt),
      weights: new Float32Array(positions.length).fill(1),
    });
    for (const position of positions) {
      const logits = whole.at(0, position);
      const logSum = Math.log(logits.reduce((sum, value) => sum + Math.exp(value), 0));
      expect(losses[position]).toBeCloseTo(logSum - (logits[first[position + 1] ?? 0] ?? 0), 4);
    }
  });

  it.each([
    { precision: 'q8', tolerance: 0.2 },
    { precision: 'q4', tolerance: 2 },
  ] as const)('stays near at $precision, and rows do not depend on their batch', async ({ precision, tolerance }) => {
    const session = await open(precision);
    const alone = await run(session, { rows: [first], padding: [0], ...wholePrompt(1) });
    const wanted = toReferenceLogits(SHAPE, plain, first)[9] ?? [];
    expect(toDistance(alone.at(0, 9), wanted)).toBeLessThan(tolerance);
    const other = first.map((id) => (id * 7) % 19);
    const together = await run(session, { rows: [other, first], padding: [0, 0], ...wholePrompt(2) });
    expect(together.at(1, 9)).toEqual(alone.at(0, 9));
  });
});
