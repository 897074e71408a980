import { toFailed, toOk, type Result } from '#core/errors/result.ts';
import { ProtobufError, readFields } from './protobuf-fields.ts';

/** What a look at an ONNX file tells before it is loaded. */
export interface OnnxScan {
  /** Operator types of all nodes, those in subgraphs and functions included. */
  readonly operatorTypes: ReadonlySet<string>;
  /** Files that hold weights outside the graph, relative to the graph's folder. */
  readonly externalFiles: ReadonlySet<string>;
}

interface MutableScan {
  readonly operatorTypes: Set<string>;
  readonly externalFiles: Set<string>;
}

type Visit = (bytes: Uint8Array, scan: MutableScan) => void;

const utf8 = new TextDecoder();

/** Calls the visitor of each field that has one. Field numbers: onnx/onnx, onnx.proto3. */
function visitFields(message: Uint8Array, scan: MutableScan, visits: Readonly<Record<number, Visit>>): void {
  for (const { field, bytes } of readFields(message)) if (bytes !== null) visits[field]?.(bytes, scan);
}

const visitExternalEntry: Visit = (entry, scan) => {
  const strings: Record<number, string> = {};
  for (const { field, bytes } of readFields(entry)) if (bytes !== null) strings[field] = utf8.decode(bytes);
  if (strings[1] === 'location' && strings[2] !== undefined) scan.externalFiles.add(strings[2]);
};
/** TensorProto: external_data 13. */
const visitTensor: Visit = (tensor, scan) => visitFields(tensor, scan, { 13: visitExternalEntry });
/** AttributeProto: t 5, g 6, tensors 10, graphs 11. */
const visitAttribute: Visit = (attribute, scan) =>
  visitFields(attribute, scan, { 5: visitTensor, 6: visitGraph, 10: visitTensor, 11: visitGraph });
/** NodeProto: op_type 4, attribute 5. */
const visitNode: Visit = (node, scan) =>
  visitFields(node, scan, { 4: (bytes) => scan.operatorTypes.add(utf8.decode(bytes)), 5: visitAttribute });

/** GraphProto: node 1, initializer 5. */
function visitGraph(graph: Uint8Array, scan: MutableScan): void {
  visitFields(graph, scan, { 1: visitNode, 5: visitTensor });
}

/** Reads the operators of an ONNX file. Fails with `model-not-a-model` when it is not one; names the web page it may be. */
export function scanOnnx(file: Uint8Array, path: string): Result<OnnxScan> {
  const scan: MutableScan = { operatorTypes: new Set(), externalFiles: new Set() };
  const start = utf8.decode(file.subarray(0, 64)).trimStart();
  if (start.startsWith('<')) {
    return toFailed('model-not-a-model', `${path} is a web page, not an ONNX model.`, {
      location: path,
      detail: start,
    });
  }
  try {
    // ModelProto: graph 7, functions 25, whose nodes are field 7.
    visitFields(file, scan, { 7: visitGraph, 25: (bytes) => visitFields(bytes, scan, { 7: visitNode }) });
  } catch (error) {
    if (!(error instanceof ProtobufError)) throw error;
    return toFailed('model-not-a-model', `${path} is not an ONNX model.`, { location: path, detail: error.message });
  }
  if (scan.operatorTypes.size > 0) return toOk(scan);
  return toFailed('model-not-a-model', `${path} holds no ONNX graph.`, { location: path });
}
