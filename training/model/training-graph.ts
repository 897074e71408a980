import { OnnxGraph } from '../onnx/onnx-graph.ts';
import { addBackward, toGradientName } from './decoder-backward.ts';
import { addForward, addLinear } from './decoder-forward.ts';
import { EMBEDDING, toParameterShapes, type NetworkShape } from './network-shape.ts';

/** Smallest probability whose logarithm is taken: keeps the reported loss finite; gradients do not depend on it. */
const LEAST_PROBABILITY = 1e-30;

/**
 * The loss and its gradients as one ONNX graph: weights in, loss and gradients out. For ONNX Runtime on a CPU (it uses the
 * runtime's own operator for rotary positions).
 *
 * Inputs: `ids` int64 [batch, time]; `selected` int64 [count], positions in the flattened ids whose next token is judged;
 * `targets` int64 [count, 1], those next tokens; `weights` float32 [count, 1], the loss being Σ weight · (−log p(target));
 * every parameter under its name. Outputs: `losses` float32 [count, 1], −log p(target), natural logarithm, not weighted;
 * `gradient.<parameter>` for every parameter.
 */
export function createTrainingGraph(shape: NetworkShape): Uint8Array<ArrayBuffer> {
  const graph = new OnnxGraph('training');
  declareTensors(graph, shape);
  const build = { graph, shape, ids: 'ids' };
  const tape = addForward(build);
  const states = graph.add('Gather', [tape.finalNorm.output, 'selected']);
  const dLogits = addLoss(graph, addLinear(graph, states, EMBEDDING));
  graph.addNode('Gemm', { inputs: [dLogits, states], outputs: ['headGradient'], attributes: { transA: 1 } });
  const dStates = graph.add('Gemm', [dLogits, EMBEDDING]);
  const zeros = graph.add('ConstantOfShape', [graph.add('Shape', [tape.finalNorm.output])]);
  const rows = graph.add('Unsqueeze', ['selected', graph.integers([1])]);
  const dLookedUp = addBackward(build, tape, graph.add('ScatterND', [zeros, rows, dStates]));
  // The table is used twice, so its gradient is the sum of both uses.
  const tokens = graph.add('Reshape', ['ids', graph.integers([-1, 1])]);
  graph.addNode('ScatterND', {
    inputs: ['headGradient', tokens, dLookedUp],
    outputs: [toGradientName(EMBEDDING)],
    attributes: { reduction: { text: 'add' } },
  });
  return graph.encode(null).graph;
}

function declareTensors(graph: OnnxGraph, shape: NetworkShape): void {
  graph.addInput('ids', 'int64', ['batch', 'time']);
  graph.addInput('selected', 'int64', ['count']);
  graph.addInput('targets', 'int64', ['count', 1]);
  graph.addInput('weights', 'float32', ['count', 1]);
  graph.addOutput('losses', 'float32', ['count', 1]);
  for (const [name, dims] of Object.entries(toParameterShapes(shape))) {
    graph.addInput(name, 'float32', dims);
    graph.addOutput(toGradientName(name), 'float32', dims);
  }
}

/** Adds the output `losses` and returns the gradient by the logits: weight · (p − onehot(target)). */
function addLoss(graph: OnnxGraph, logits: string): string {
  const probabilities = graph.add('Softmax', [logits], { axis: -1 });
  const chosen = graph.add('GatherElements', [probabilities, 'targets'], { axis: 1 });
  const bounded = graph.add('Max', [chosen, graph.float(LEAST_PROBABILITY)]);
  graph.addNode('Neg', { inputs: [graph.add('Log', [bounded])], outputs: ['losses'] });
  const wanted = graph.add('Sub', [chosen, graph.float(1)]);
  const differences = graph.add('ScatterElements', [probabilities, 'targets', wanted], { axis: 1 });
  return graph.add('Mul', [differences, 'weights']);
}
