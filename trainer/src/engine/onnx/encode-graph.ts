import type { Attribute, Constant, Graph, GraphNode } from '../graph/graph.ts';
import type { Value } from '../graph/value.ts';
import { ELEMENT_CODES } from './element-codes.ts';
import { message } from './message.ts';
import type { Field } from './message.ts';

/** `TensorProto.DataLocation` of what lies outside. */
const EXTERNAL = 1;
const ATTRIBUTE_CODES = { float: 1, int: 2, ints: 7 } as const;

/** The bytes of an ONNX `GraphProto` that holds `graph`, the same for the same graph. */
export function encodeGraph(graph: Graph): Uint8Array {
  // A result takes its public name where it is produced: a copy at the end would cost memory traffic.
  const produced = new Set(
    graph.nodes.flatMap(({ output, more = [] }) => [output, ...more].map(({ name }) => name)),
  );
  const names = new Map<string, string>();
  const copies: Uint8Array[] = [];
  for (const { name, value } of graph.outputs) {
    if (produced.has(value.name) && !names.has(value.name)) names.set(value.name, name);
    else copies.push(nodeProto('Identity', name, [names.get(value.name) ?? value.name], [name]));
  }
  const nameOf = (value: Value) => names.get(value.name) ?? value.name;
  const nodes = graph.nodes.map((node) => encodeNode(node, nameOf));
  const outputs = graph.outputs.map(({ name, value }) => valueInfo({ ...value, name }));
  return message(
    ...[...nodes, ...copies].map((node): Field => [1, node]),
    [2, 'graph'],
    ...graph.constants.map((constant): Field => [5, tensorProto(constant)]),
    ...graph.weights.map((weight): Field => [5, externalTensor(weight)]),
    ...graph.inputs.map((input): Field => [11, valueInfo(input)]),
    ...outputs.map((output): Field => [12, output]),
  );
}

function encodeNode(
  { op, inputs, output, more = [], attributes, domain }: GraphNode,
  nameOf: (value: Value) => string,
): Uint8Array {
  const outputs = [output, ...more].map(nameOf);
  return nodeProto(op, output.name, inputs.map(nameOf), outputs, attributes, domain);
}

function nodeProto(
  op: string,
  name: string,
  inputs: readonly string[],
  outputs: readonly string[],
  attributes: GraphNode['attributes'] = {},
  domain?: string,
): Uint8Array {
  return message(
    ...inputs.map((input): Field => [1, input]),
    ...outputs.map((output): Field => [2, output]),
    [3, name],
    [4, op],
    ...Object.entries(attributes).map(([key, value]): Field => [5, attributeProto(key, value)]),
    ...(domain === undefined ? [] : [[7, domain] satisfies Field]),
  );
}

function attributeProto(name: string, value: Attribute): Uint8Array {
  if (typeof value === 'number') return message([1, name], [3, value], [20, ATTRIBUTE_CODES.int]);
  if ('float' in value) return message([1, name], [2, value], [20, ATTRIBUTE_CODES.float]);
  return message([1, name], [8, { ints: value }], [20, ATTRIBUTE_CODES.ints]);
}

function tensorProto({ value: { name, shape, type }, data }: Constant): Uint8Array {
  const raw = new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
  return message([1, { ints: shape as readonly number[] }], [2, ELEMENT_CODES[type]], [8, name], [9, raw]);
}

/** A tensor whose bytes lie in a file of its own, which has its name. */
function externalTensor({ name, shape, type }: Value): Uint8Array {
  const location = message([1, 'location'], [2, name]);
  return message(
    [1, { ints: shape as readonly number[] }],
    [2, ELEMENT_CODES[type]],
    [8, name],
    [13, location],
    [14, EXTERNAL],
  );
}

function valueInfo({ name, shape, type }: Value): Uint8Array {
  const dimensions = shape.map((size): Field => [
    1,
    message(typeof size === 'number' ? [1, size] : [2, size]),
  ]);
  const tensor = message([1, ELEMENT_CODES[type]], [2, message(...dimensions)]);
  return message([1, name], [2, message([1, tensor])]);
}
