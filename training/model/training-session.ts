import { InferenceSession, Tensor } from 'onnxruntime-node';
import { toGradientName } from './decoder-backward.ts';
import { toElementCount, toParameterShapes, type NetworkShape } from './network-shape.ts';
import type { Parameters } from './parameters.ts';
import { createTrainingGraph } from './training-graph.ts';

/** Token rows with the positions that are judged; see `createTrainingGraph` for the meaning of the tensors. */
export interface Batch {
  /** [rows, time], row-major; rows are filled up at the end. */
  readonly ids: BigInt64Array<ArrayBuffer>;
  readonly rows: number;
  readonly time: number;
  readonly selected: BigInt64Array<ArrayBuffer>;
  readonly targets: BigInt64Array<ArrayBuffer>;
  /** Sum to 1. */
  readonly weights: Float32Array<ArrayBuffer>;
}

/** Losses by judged position, and the gradient of their weighted sum by parameter. */
export interface Gradients {
  readonly losses: Float32Array;
  readonly gradients: Parameters;
}

/** Computes losses and gradients; results are overwritten by the next call. */
export interface TrainingSession extends AsyncDisposable {
  run(parameters: Parameters, batch: Batch): Promise<Gradients>;
}

/** Opens the training graph of a network on one thread, so that sums have one order and results one bit pattern. */
export async function openTrainingSession(shape: NetworkShape): Promise<TrainingSession> {
  const session = await InferenceSession.create(createTrainingGraph(shape), {
    intraOpNumThreads: 1,
    interOpNumThreads: 1,
    executionMode: 'sequential',
    graphOptimizationLevel: 'all',
  });
  const shapes = Object.entries(toParameterShapes(shape));
  const gradients = Object.fromEntries(shapes.map(([name, dims]) => [name, new Float32Array(toElementCount(dims))]));
  const targets = Object.fromEntries(
    shapes.map(([name, dims]) => [toGradientName(name), new Tensor('float32', gradients[name] ?? [], dims)]),
  );
  return {
    run: async (parameters, batch) => {
      const count = batch.selected.length;
      const feeds: Record<string, Tensor> = {
        ids: new Tensor('int64', batch.ids, [batch.rows, batch.time]),
        selected: new Tensor('int64', batch.selected, [count]),
        targets: new Tensor('int64', batch.targets, [count, 1]),
        weights: new Tensor('float32', batch.weights, [count, 1]),
      };
      for (const [name, dims] of shapes) feeds[name] = new Tensor('float32', parameters[name] ?? [], dims);
      const { losses } = await session.run(feeds, { losses: null, ...targets });
      if (losses === undefined || !(losses.data instanceof Float32Array)) throw new Error('the graph gave no losses');
      return { losses: losses.data, gradients };
    },
    [Symbol.asyncDispose]: () => session.release(),
  };
}
