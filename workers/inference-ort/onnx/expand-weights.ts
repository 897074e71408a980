import { encodeOnnxFile, readOnnxFile, type OnnxFile } from './onnx-file.ts';
import { createNode, readIntegers, type OnnxNode } from './onnx-node.ts';
import { encodeMatrix, FLOAT, toTensor, type ExternalData, type OnnxTensor } from './onnx-tensor.ts';
import { ProtobufError, readFields } from './protobuf-fields.ts';

/** More expanded weights than this do not fit beside their file and the runtime's copy. */
const LARGEST_BYTES = 1_000_000_000;

/** A graph with its quantised matrices as single-precision numbers, or why there is none. */
export type ExpandedWeights =
  | { readonly graph: Uint8Array<ArrayBuffer>; readonly matrices: number; readonly bytes: number }
  | { readonly graph: null; readonly reason: string };

/**
 * Replaces every product with a matrix of 4 or 8 bits (MatMulNBits of microsoft/onnxruntime, docs/ContribOperators.md) by one with the same numbers in single precision: value =
 * (integer − zero point) · scale. On WebAssembly the runtime otherwise computes them at every step (BROWSER-LAB §5).
 */
export function expandWeights(file: Uint8Array, externalData: ExternalData): ExpandedWeights {
  try {
    return expand(readOnnxFile(file), externalData);
  } catch (error) {
    if (!(error instanceof ProtobufError)) throw error;
    return { graph: null, reason: `the graph cannot be read: ${error.message}` };
  }
}

/** A quantised matrix [outputs, inputs] in blocks along the inputs. */
interface QuantisedMatrix {
  readonly bits: 4 | 8;
  readonly inputs: number;
  readonly outputs: number;
  readonly blockSize: number;
  readonly data: Uint8Array;
  readonly scales: Float32Array;
  /** Packed as the data are; null = half the range. */
  readonly zeroPoints: Uint8Array | null;
}

function expand(graph: OnnxFile, externalData: ExternalData): ExpandedWeights {
  const tensors = new Map<string, { readonly tensor: OnnxTensor; readonly raw: Uint8Array }>();
  for (const raw of graph.initializers)
    for (const { bytes } of readFields(raw)) {
      if (bytes === null) continue;
      const tensor = toTensor(bytes, externalData);
      tensors.set(tensor.name, { tensor, raw });
    }
  const producers = new Map(graph.nodes.flatMap((node) => node.outputs.map((output) => [output, node] as const)));
  const find = (name: string): OnnxTensor | null => {
    const node = producers.get(name);
    const isView = node?.operator === 'Reshape' || node?.operator === 'Identity';
    return tensors.get(isView ? (node.inputs[0] ?? '') : name)?.tensor ?? null;
  };
  const matrices = new Map<OnnxNode, QuantisedMatrix>();
  for (const node of graph.nodes) {
    if (node.operator !== 'MatMulNBits') continue;
    const matrix = toMatrix(node, find);
    if (typeof matrix === 'string') return { graph: null, reason: matrix };
    matrices.set(node, matrix);
  }
  if (matrices.size === 0) return { graph: null, reason: 'the graph has no quantised matrix' };
  const bytes = [...matrices.values()].reduce((sum, { inputs, outputs }) => sum + 4 * inputs * outputs, 0);
  if (bytes > LARGEST_BYTES)
    return { graph: null, reason: `expanded, the weights take ${Math.round(bytes / 1e6)} MB, more than 1,000` };
  const added: Uint8Array[] = [];
  const nodes = graph.nodes.flatMap((node, index) => {
    const matrix = matrices.get(node);
    if (matrix === undefined) return [node];
    const name = `expanded_weights_${index}`;
    added.push(...encodeMatrix(name, toFloats(matrix), [matrix.inputs, matrix.outputs]));
    const [states = '', , , , , bias = ''] = node.inputs;
    if (bias === '') return [{ ...createNode('MatMul', [states, name], ''), outputs: node.outputs }];
    const product = `${name}_product`;
    return [
      createNode('MatMul', [states, name], product),
      { ...createNode('Add', [product, bias], ''), outputs: node.outputs },
    ];
  });
  const read = new Set(nodes.flatMap(({ inputs }) => inputs));
  const kept = [...tensors].flatMap(([name, { raw }]) => (read.has(name) ? [raw] : []));
  const expanded = encodeOnnxFile({ ...graph, nodes, initializers: [...kept, ...added] });
  return { graph: expanded, matrices: matrices.size, bytes };
}

/** The matrix of a node; a text says what about it is not known here. */
function toMatrix(
  { inputs: names, attributes }: OnnxNode,
  find: (name: string) => OnnxTensor | null,
): QuantisedMatrix | string {
  const read = (name: string): number => readIntegers(attributes.get(name))?.[0] ?? 0;
  const [inputs, outputs, blockSize, bits] = [read('K'), read('N'), read('block_size'), read('bits') || 4];
  if (bits !== 4 && bits !== 8) return `a matrix has ${bits} bits`;
  if (inputs < 1 || outputs < 1 || blockSize < 2) return 'a matrix does not state its size';
  const [, dataName = '', scalesName = '', zeroName = '', groupName = ''] = names;
  if (groupName !== '') return 'a matrix has its columns in another order (g_idx)';
  const [data, scales] = [find(dataName), find(scalesName)];
  const blocks = Math.ceil(inputs / blockSize);
  if (data?.bytes?.length !== (outputs * blocks * blockSize * bits) / 8) return 'a matrix is not stored as bytes';
  if (scales?.elementType !== FLOAT || scales.bytes?.length !== 4 * outputs * blocks)
    return 'scales are not of single precision';
  const zeroPoints = zeroName === '' ? null : (find(zeroName)?.bytes ?? null);
  if (zeroName !== '' && zeroPoints?.length !== outputs * Math.ceil((blocks * bits) / 8))
    return 'zero points are not integers';
  return { bits, inputs, outputs, blockSize, data: data.bytes, scales: toFloat32Array(scales.bytes), zeroPoints };
}

/** A copy, for views into a file need not be aligned. */
function toFloat32Array(bytes: Uint8Array): Float32Array {
  return new Float32Array(bytes.slice().buffer);
}

/** The matrix turned, [inputs, outputs], as the second factor of a product. */
function toFloats({ bits, inputs, outputs, blockSize, data, scales, zeroPoints }: QuantisedMatrix): Float32Array {
  const blocks = Math.ceil(inputs / blockSize);
  const zeroRow = Math.ceil((blocks * bits) / 8);
  const values = new Float32Array(inputs * outputs);
  /** The integer at an index of a row that starts at a byte. */
  const unpack = (packed: Uint8Array, start: number, index: number): number =>
    bits === 8 ? (packed[start + index] ?? 0) : ((packed[start + (index >> 1)] ?? 0) >> (4 * (index & 1))) & 15;
  const half = bits === 8 ? 128 : 8;
  for (let output = 0; output < outputs; output += 1) {
    const start = (output * blocks * blockSize * bits) / 8;
    for (let block = 0; block < blocks; block += 1) {
      const scale = scales[output * blocks + block] ?? 0;
      const zero = zeroPoints === null ? half : unpack(zeroPoints, output * zeroRow, block);
      const end = Math.min(inputs, (block + 1) * blockSize);
      for (let input = block * blockSize; input < end; input += 1)
        values[input * outputs + output] = (unpack(data, start, input) - zero) * scale;
    }
  }
  return values;
}
