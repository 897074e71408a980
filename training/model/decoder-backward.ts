import {
  addFromHeads,
  addRotation,
  addStack,
  addSwap,
  addToHeads,
  addUnstack,
  type DecoderBuild,
  type ForwardTape,
  type LayerTape,
  type NormTape,
} from './decoder-forward.ts';
import { toLayerNames } from './network-shape.ts';

/** Name of the output with the gradient of a parameter. */
export function toGradientName(parameter: string): string {
  return `gradient.${parameter}`;
}

/**
 * Adds the chain rule through all layers, in reverse order. `dX` names the gradient of the loss by X and has X's shape.
 * @param dNormed gradient by the output of the last norm, [batch · time, width].
 * @returns the gradient by the looked-up vocabulary vectors, [batch · time, width].
 */
export function addBackward(build: DecoderBuild, tape: ForwardTape, dNormed: string): string {
  const { graph } = build;
  let dHidden = addNormBackward(build, tape.finalNorm, dNormed);
  for (const [layer, layerTape] of [...tape.layers.entries()].toReversed()) {
    const names = toLayerNames(layer);
    const dProduct = addLinearBackward(build, layerTape.product, names.down, dHidden);
    const dGateUp = addGatedUnitBackward(build, layerTape, dProduct);
    const dInner = addLinearBackward(build, layerTape.innerNorm.output, names.gateUp, dGateUp);
    dHidden = graph.add('Add', [dHidden, addNormBackward(build, layerTape.innerNorm, dInner)]);
    const dJoined = addLinearBackward(build, layerTape.joined, names.attentionOutput, dHidden);
    const dQueryKeyValue = addAttentionBackward(build, layerTape, dJoined);
    const dAttention = addLinearBackward(build, layerTape.attentionNorm.output, names.queryKeyValue, dQueryKeyValue);
    dHidden = graph.add('Add', [dHidden, addNormBackward(build, layerTape.attentionNorm, dAttention)]);
  }
  return dHidden;
}

/** y = x Wᵀ: dW = dyᵀ x becomes an output, dx = dy W is returned. */
function addLinearBackward({ graph }: DecoderBuild, input: string, weight: string, dOutput: string): string {
  const outputs = [toGradientName(weight)];
  graph.addNode('Gemm', { inputs: [dOutput, input], outputs, attributes: { transA: 1 } });
  return graph.add('Gemm', [dOutput, weight]);
}

/** y = n · scale with n = x / RMS(x): dx = inverse · (dn − n · mean(dn · n)). */
function addNormBackward({ graph }: DecoderBuild, tape: NormTape, dOutput: string): string {
  graph.addNode('ReduceSum', {
    inputs: [graph.add('Mul', [dOutput, tape.normalised]), graph.integers([0])],
    outputs: [toGradientName(tape.scale)],
    attributes: { keepdims: 0 },
  });
  const dNormalised = graph.add('Mul', [dOutput, tape.scale]);
  const product = graph.add('Mul', [dNormalised, tape.normalised]);
  const mean = graph.add('ReduceMean', [product], { axes: [-1], keepdims: 1 });
  const along = graph.add('Mul', [tape.normalised, mean]);
  return graph.add('Mul', [tape.inverse, graph.add('Sub', [dNormalised, along])]);
}

/** silu′(g) = s + silu(g) (1 − s) with s = sigmoid(g). */
function addGatedUnitBackward({ graph }: DecoderBuild, tape: LayerTape, dProduct: string): string {
  const { sigmoid, activated, up } = tape;
  const rest = graph.add('Sub', [graph.float(1), sigmoid]);
  const slope = graph.add('Add', [sigmoid, graph.add('Mul', [activated, rest])]);
  const dGate = graph.add('Mul', [graph.add('Mul', [dProduct, up]), slope]);
  return graph.add('Concat', [dGate, graph.add('Mul', [dProduct, activated])], { axis: -1 });
}

/**
 * Softmax rows P with output O = P V: dS = P · (dP − rowsum(dP · P)), and rowsum(dP · P) = rowsum(dO · O), which is shorter.
 * Source: Dao et al. 2022, arXiv:2205.14135, appendix B.2.
 */
function addAttentionBackward(build: DecoderBuild, tape: LayerTape, dJoined: string): string {
  const { graph, shape } = build;
  const { heads, kvHeads, headDim } = shape;
  const dMixed = addStack(build, addToHeads(build, dJoined, heads), headDim);
  const dShares = graph.add('MatMul', [dMixed, addSwap(graph, tape.values)]);
  const dValues = graph.add('MatMul', [addSwap(graph, tape.shares), dMixed]);
  const inner = graph.add('ReduceSum', [graph.add('Mul', [dMixed, tape.mixed]), graph.integers([-1])], { keepdims: 1 });
  const dScores = graph.add('Mul', [tape.shares, graph.add('Sub', [dShares, inner])]);
  const dQueries = addUnstack(build, graph.add('MatMul', [dScores, tape.keys]), headDim);
  const dKeys = graph.add('MatMul', [addSwap(graph, dScores), tape.queries]);
  const unrotate = (input: string, isScaled: boolean): string =>
    addRotation(build, input, { isScaled, isBackward: true });
  const parts = [
    addFromHeads(build, unrotate(dQueries, true), heads),
    addFromHeads(build, unrotate(dKeys, false), kvHeads),
    addFromHeads(build, dValues, kvHeads),
  ];
  return graph.add('Concat', parts, { axis: -1 });
}
