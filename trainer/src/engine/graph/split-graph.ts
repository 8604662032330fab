import { Graph } from './graph.ts';
import type { GraphNode } from './graph.ts';
import type { Value } from './value.ts';

/** What the backward half may take from the forward half: its costly results, or nothing but its inputs. */
export type Saving = 'activations' | 'nothing';

/** Operations whose results are kept for the backward half rather than computed a second time. */
const COSTLY = new Set(['Gemm', 'MatMul', 'Softmax']);

/**
 * Cuts a graph that holds a forward pass and, after it, a backward pass into two.
 *
 * @param joint Its outputs are those of both halves.
 * @param forwardNodes How many of its nodes are the forward pass.
 * @param forwardOutputs Names of the outputs that belong to the forward half.
 * @returns Both halves; `saved` are outputs of `forward` and inputs of `backward`.
 */
export function splitGraph(
  joint: Graph,
  forwardNodes: number,
  forwardOutputs: readonly string[],
  saving: Saving,
): { forward: Graph; backward: Graph; saved: Value[] } {
  const producers = new Map(joint.nodes.map((node, index) => [node.output.name, { node, index }]));
  const isForward = (name: string) => forwardOutputs.includes(name);
  const saved = new Map<string, Value>();
  const needed = (outputs: Graph['outputs'], cut: (node: GraphNode, index: number) => boolean) => {
    const nodes = new Set<GraphNode>();
    const open = outputs.map(({ value }) => value);
    for (let value = open.pop(); value; value = open.pop()) {
      const producer = producers.get(value.name);
      if (!producer || nodes.has(producer.node)) continue;
      if (cut(producer.node, producer.index)) {
        saved.set(value.name, value);
        continue;
      }
      nodes.add(producer.node);
      open.push(...producer.node.inputs);
    }
    return nodes;
  };
  const backwardOutputs = joint.outputs.filter(({ name }) => !isForward(name));
  const backward = needed(
    backwardOutputs,
    (node, index) => saving === 'activations' && index < forwardNodes && COSTLY.has(node.op),
  );
  const values = [...saved.values()].toSorted(
    (a, b) => producers.get(a.name)!.index - producers.get(b.name)!.index,
  );
  const results = [
    ...joint.outputs.filter(({ name }) => isForward(name)),
    ...values.map((value) => ({ name: savedName(value), value })),
  ];
  return {
    forward: part(
      joint,
      needed(results, () => false),
      results,
      [],
    ),
    backward: part(joint, backward, backwardOutputs, values),
    saved: values.map((value) => ({ ...value, name: savedName(value) })),
  };
}

const savedName = (value: Value) => `saved_${value.name}`;

function part(
  joint: Graph,
  nodes: Set<GraphNode>,
  outputs: Graph['outputs'],
  given: readonly Value[],
): Graph {
  const graph = new Graph();
  const renamed = new Map(given.map((value) => [value.name, { ...value, name: savedName(value) }]));
  const used = new Set<string>();
  for (const node of joint.nodes) {
    if (!nodes.has(node)) continue;
    const inputs = node.inputs.map((value) => renamed.get(value.name) ?? value);
    for (const { name } of inputs) used.add(name);
    graph.nodes.push({ ...node, inputs });
  }
  graph.inputs.push(...joint.inputs.filter(({ name }) => used.has(name)), ...renamed.values());
  graph.constants.push(...joint.constants.filter(({ value }) => used.has(value.name)));
  graph.outputs.push(...outputs);
  return graph;
}
