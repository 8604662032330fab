import type { Attribute, Graph, GraphNode } from '../graph/graph.ts';
import type { Value } from '../graph/value.ts';
import { ELEMENT_CODES } from './element-codes.ts';
import { onnx } from './schema.ts';

const IR_VERSION = 8;
/** Opset of the standard operators we emit. */
export const OPSET = 17;
const ATTRIBUTE_CODES = { float: 1, int: 2, ints: 7 } as const;

/** The bytes of an ONNX model that holds `graph`, the same for the same graph. */
export function encodeModel(graph: Graph): Uint8Array {
  // A result takes its public name where it is produced: a copy at the end would cost memory traffic.
  const produced = new Set(graph.nodes.map((node) => node.output.name));
  const names = new Map<string, string>();
  const copies: object[] = [];
  for (const { name, value } of graph.outputs) {
    if (produced.has(value.name) && !names.has(value.name)) names.set(value.name, name);
    else
      copies.push({ opType: 'Identity', name, input: [names.get(value.name) ?? value.name], output: [name] });
  }
  const nameOf = (value: Value) => names.get(value.name) ?? value.name;
  const model = onnx.lookupType('onnx.ModelProto');
  return model
    .encode(
      model.fromObject({
        irVersion: IR_VERSION,
        producerName: 'cultivar',
        opsetImport: [{ domain: '', version: OPSET }],
        graph: {
          name: 'graph',
          node: [...graph.nodes.map((node) => encodeNode(node, nameOf)), ...copies],
          initializer: graph.constants.map(({ value, data }) => ({
            name: value.name,
            dims: [...value.shape],
            dataType: ELEMENT_CODES[value.type],
            rawData: new Uint8Array(data.buffer, data.byteOffset, data.byteLength),
          })),
          input: graph.inputs.map(valueInfo),
          output: graph.outputs.map(({ name, value }) => valueInfo({ ...value, name })),
        },
      }),
    )
    .finish();
}

function encodeNode(node: GraphNode, nameOf: (value: Value) => string): object {
  return {
    opType: node.op,
    name: node.output.name,
    input: node.inputs.map(nameOf),
    output: [nameOf(node.output)],
    attribute: Object.entries(node.attributes).map(([name, value]) => encodeAttribute(name, value)),
  };
}

function encodeAttribute(name: string, value: Attribute): object {
  if (typeof value === 'number') return { name, i: value, type: ATTRIBUTE_CODES.int };
  if ('float' in value) return { name, f: value.float, type: ATTRIBUTE_CODES.float };
  return { name, ints: [...value], type: ATTRIBUTE_CODES.ints };
}

function valueInfo({ name, shape, type }: Value): object {
  const dim = shape.map((size) => (typeof size === 'number' ? { dimValue: size } : { dimParam: size }));
  return { name, type: { tensorType: { elemType: ELEMENT_CODES[type], shape: { dim } } } };
}
