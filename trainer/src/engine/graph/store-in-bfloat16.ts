import { ELEMENT_CODES } from '../onnx/element-codes.ts';
import { Graph } from './graph.ts';
import type { Value } from './value.ts';

/**
 * The same graph with some of its inputs and outputs in bfloat16: inputs are widened on the way in, results rounded on
 * the way out. An executor that computes in bfloat16 removes both.
 */
export function storeInBfloat16(graph: Graph, isStored: (name: string) => boolean): Graph {
  const result = new Graph();
  const widened = new Map<string, Value>();
  for (const input of graph.inputs) {
    if (!isStored(input.name)) {
      result.inputs.push(input);
      continue;
    }
    const narrow = { ...input, type: 'bfloat16' } as const;
    const wide = { ...input, name: `wide.${input.name}` };
    result.inputs.push(narrow);
    result.nodes.push(cast(narrow, wide));
    widened.set(input.name, wide);
  }
  for (const node of graph.nodes) {
    result.nodes.push({ ...node, inputs: node.inputs.map((value) => widened.get(value.name) ?? value) });
  }
  result.constants.push(...graph.constants);
  for (const { name, value } of graph.outputs) {
    if (!isStored(name)) {
      result.output(name, value);
      continue;
    }
    const narrow = { ...value, name: `narrow.${name}`, type: 'bfloat16' } as const;
    result.nodes.push(cast(value, narrow));
    result.output(name, narrow);
  }
  return result;
}

function cast(input: Value, output: Value) {
  return { op: 'Cast', inputs: [input], output, attributes: { to: ELEMENT_CODES[output.type] } };
}
