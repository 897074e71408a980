import { EMBEDDING, FINAL_NORM, toLayerNames, type NetworkShape } from '#training/model/network-shape.ts';

type Matrix = readonly (readonly number[])[];
/** Parameters as plain numbers in double precision. */
export type PlainParameters = Readonly<Record<string, readonly number[]>>;

/**
 * Logits of one sequence by loops over plain numbers, in double precision and straight from the formulas of Llama: the oracle
 * of the graphs, with which it shares no code but the parameters' names.
 * @returns [time][vocabulary].
 */
export function toReferenceLogits(shape: NetworkShape, parameters: PlainParameters, ids: readonly number[]): Matrix {
  const read = (name: string): readonly number[] => parameters[name] ?? [];
  const row = (name: string, index: number, size: number): readonly number[] =>
    read(name).slice(index * size, (index + 1) * size);
  const norm = (x: readonly number[], name: string): readonly number[] => {
    const root = Math.sqrt(x.reduce((sum, value) => sum + value * value, 0) / x.length + shape.normEpsilon);
    return x.map((value, index) => (value / root) * (read(name)[index] ?? 0));
  };
  const linear = (x: readonly number[], name: string): readonly number[] =>
    Array.from({ length: read(name).length / x.length }, (_, output) => dot(row(name, output, x.length), x));
  let hidden: Matrix = ids.map((id) => row(EMBEDDING, id, shape.width));
  for (let layer = 0; layer < shape.layers; layer += 1) {
    const names = toLayerNames(layer);
    const projected = hidden.map((x) => linear(norm(x, names.attentionNorm), names.queryKeyValue));
    const mixed = attend(shape, projected);
    hidden = hidden.map((x, time) => add(x, linear(mixed[time] ?? [], names.attentionOutput)));
    hidden = hidden.map((x) => {
      const gateUp = linear(norm(x, names.innerNorm), names.gateUp);
      const inner = gateUp
        .slice(0, shape.innerWidth)
        .map((gate, index) => (gate / (1 + Math.exp(-gate))) * (gateUp[shape.innerWidth + index] ?? 0));
      return add(x, linear(inner, names.down));
    });
  }
  return hidden.map((x) => linear(norm(x, FINAL_NORM), EMBEDDING));
}

/** −log p of a target under logits. */
export function toReferenceLoss(logits: readonly number[], target: number): number {
  const most = Math.max(...logits);
  return most + Math.log(logits.reduce((sum, value) => sum + Math.exp(value - most), 0)) - (logits[target] ?? 0);
}

function attend({ heads, kvHeads, headDim, ropeTheta }: NetworkShape, projected: Matrix): Matrix {
  const vector = (time: number, block: number): readonly number[] =>
    (projected[time] ?? []).slice(block * headDim, (block + 1) * headDim);
  const rotate = (x: readonly number[], time: number): readonly number[] =>
    x.map((value, index) => {
      const half = headDim / 2;
      const angle = time / ropeTheta ** ((2 * (index % half)) / headDim);
      const partner = index < half ? -(x[index + half] ?? 0) : (x[index - half] ?? 0);
      return value * Math.cos(angle) + partner * Math.sin(angle);
    });
  return projected.map((_, time) =>
    Array.from({ length: heads }, (__, head) => {
      const kvHead = Math.floor(head / (heads / kvHeads));
      const query = rotate(vector(time, head), time);
      const past = Array.from({ length: time + 1 }, (___, key) => key);
      const scores = past.map((key) => dot(query, rotate(vector(key, heads + kvHead), key)) / Math.sqrt(headDim));
      const most = Math.max(...scores);
      const sum = scores.reduce((total, score) => total + Math.exp(score - most), 0);
      return past.reduce<readonly number[]>(
        (total, key) =>
          add(
            total,
            vector(key, heads + kvHeads + kvHead).map((value) => (value * Math.exp((scores[key] ?? 0) - most)) / sum),
          ),
        Array.from({ length: headDim }, () => 0),
      );
    }).flat(),
  );
}

function dot(a: readonly number[], b: readonly number[]): number {
  return a.reduce((sum, value, index) => sum + value * (b[index] ?? 0), 0);
}

function add(a: readonly number[], b: readonly number[]): readonly number[] {
  return a.map((value, index) => value + (b[index] ?? 0));
}
