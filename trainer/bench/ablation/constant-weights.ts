import { Graph } from '../../src/engine/graph/graph.ts';
import type { Executor, Program } from '../../src/engine/executor/executor.ts';
import type { Tensor } from '../../src/engine/executor/tensor.ts';

const isFrozen = (name: string) => name.startsWith('weight.') || name.endsWith('Norm');

/**
 * An executor whose layer graphs hold their frozen weights: each layer has programs of its own, compiled when it is run
 * for the first time. Graphs of the head keep their inputs.
 */
export function constantWeights(executor: Executor): Executor {
  return {
    ...executor,
    async compile(graph) {
      if (!graph.inputs.some(({ name }) => name.startsWith('weight.'))) return executor.compile(graph);
      const programs = new Map<Tensor, Promise<Program>>();
      const marker = graph.inputs.find(({ name }) => name.startsWith('weight.'))!.name;
      return {
        async run(inputs, outputs) {
          const layer = inputs[marker]!;
          const known = programs.get(layer) ?? executor.compile(holding(graph, inputs));
          programs.set(layer, known);
          const given = Object.entries(inputs).filter(([name]) => !isFrozen(name));
          await (await known).run(Object.fromEntries(given), outputs);
        },
        async release() {
          for (const program of programs.values()) await (await program).release();
        },
      };
    },
  };
}

function holding(graph: Graph, values: Readonly<Record<string, Tensor>>): Graph {
  const result = new Graph();
  result.nodes.push(...graph.nodes);
  result.inputs.push(...graph.inputs.filter(({ name }) => !isFrozen(name)));
  result.constants.push(
    ...graph.constants,
    ...graph.inputs
      .filter(({ name }) => isFrozen(name))
      .map((value) => ({ value, data: values[value.name]!.data as Float32Array })),
  );
  result.outputs.push(...graph.outputs);
  return result;
}
