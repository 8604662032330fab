import { Graph } from './graph.ts';
import type { GraphNode } from './graph.ts';
import type { Value } from './value.ts';

/** The part of a graph that some values need: its nodes, and the inputs and constants that these read. */
export function partOfGraph(whole: Graph, outputs: Readonly<Record<string, Value>>): Graph {
  const producers = new Map(whole.nodes.map((node) => [node.output.name, node]));
  const needed = new Set<GraphNode>();
  const open = Object.values(outputs);
  for (let value = open.pop(); value; value = open.pop()) {
    const node = producers.get(value.name);
    if (!node || needed.has(node)) continue;
    needed.add(node);
    open.push(...node.inputs);
  }
  const part = new Graph();
  part.nodes.push(...whole.nodes.filter((node) => needed.has(node)));
  const read = new Set(part.nodes.flatMap(({ inputs }) => inputs.map(({ name }) => name)));
  part.inputs.push(...whole.inputs.filter(({ name }) => read.has(name)));
  part.constants.push(...whole.constants.filter(({ value }) => read.has(value.name)));
  for (const [name, value] of Object.entries(outputs)) part.output(name, value);
  return part;
}
