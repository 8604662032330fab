import { expect, it } from 'vitest';
import { ARCHITECTURE_CONFIGS } from '../../../test/support/architecture-configs.ts';
import { onnx } from '../../../test/support/onnx-schema.ts';
import { headGraph } from '../decoder/head-graph.ts';
import { layerGraphs } from '../decoder/layer-graphs.ts';
import { loraLayout } from '../decoder/lora-layout.ts';
import { Graph } from '../graph/graph.ts';
import { encodeModel } from './encode-model.ts';

const model = onnx.lookupType('onnx.ModelProto');
const LORA = { rank: 4, alpha: 8, targets: ['o_proj', 'down_proj'] } as const;

it.each(Object.entries(ARCHITECTURE_CONFIGS))(
  'writes the graphs of %s as protobufjs writes what it reads in them',
  (_, config) => {
    const { forward, backward } = layerGraphs(config, loraLayout(config, LORA), 'activations');
    for (const graph of [forward, backward, headGraph(config, 'training')]) {
      const bytes = encodeModel(graph);
      const read = model.decode(bytes);
      const { nodes, inputs } = { nodes: graph.nodes.length, inputs: graph.inputs.length };
      const { graph: held } = read as unknown as { graph: { node: unknown[]; input: unknown[] } };
      expect([held.node.length, held.input.length]).toEqual([nodes, inputs]);
      expect(Buffer.compare(model.encode(read).finish(), bytes)).toBe(0);
    }
  },
);

it('copies a value that two results share, and one that comes in', () => {
  const graph = new Graph();
  const x = graph.input('x', ['T', 2]);
  const sum = graph.node('Add', [x, x], ['T', 2]);
  for (const [name, value] of Object.entries({ first: sum, second: sum, same: x })) graph.output(name, value);
  const { graph: held } = model.toObject(model.decode(encodeModel(graph))) as {
    graph: { node: { opType: string; input: string[]; output: string[] }[] };
  };
  expect(held.node.map(({ opType, input, output }) => [opType, ...input, ...output])).toEqual([
    ['Add', 'x', 'x', 'first'],
    ['Identity', 'first', 'second'],
    ['Identity', 'x', 'same'],
  ]);
});

it('writes an operation of another domain, its results, and weights that lie elsewhere', () => {
  const graph = new Graph();
  const x = graph.input('x', ['T', 2]);
  const weight = graph.weight('w', [2, 2]);
  const product = graph.node('Gemm', [x, weight], ['T', 2]);
  const [first, second] = graph.foreign(
    'com.example',
    'Cut',
    [product, undefined, x],
    [
      ['T', 1],
      ['T', 1],
    ],
  );
  graph.output('first', first!);
  graph.output('second', second!);
  const bytes = encodeModel(graph);
  const read = model.decode(bytes);
  expect(Buffer.compare(model.encode(read).finish(), bytes)).toBe(0);
  expect(model.toObject(read)).toMatchObject({
    opsetImport: [{ domain: '' }, { domain: 'com.example' }],
    graph: {
      node: [
        { opType: 'Gemm' },
        {
          ...{ opType: 'Cut', domain: 'com.example' },
          ...{ input: ['Gemm_0', '', 'x'], output: ['first', 'second'] },
        },
      ],
      initializer: [{ name: 'w', dataLocation: 1, externalData: [{ key: 'location', value: 'w' }] }],
    },
  });
});
