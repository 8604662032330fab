import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { ARCHITECTURE_CONFIGS } from '../../../../test/support/architecture-configs.ts';
import { HAS_OPENVINO, openVinoDir } from '../../../../test/support/openvino.ts';
import { temporaryFolder } from '../../../../test/support/temporary-folder.ts';
import { TINY_CONFIG } from '../../../../test/support/tiny-config.ts';
import { linearModules } from '../../../model/linear-modules.ts';
import { loraLayout } from '../../decoder/lora-layout.ts';
import { Graph } from '../../graph/graph.ts';
import { requireGradients } from '../../reference/require-gradients.ts';
import { toBfloat16 } from '../bfloat16.ts';
import { ExecutorError } from '../executor-error.ts';
import { openVino } from './openvino.ts';
import { ELEMENT_TYPES, openVinoLibrary } from './openvino-library.ts';
import { OPENVINO_RELEASE } from './openvino-release.ts';

/** `y = x · weightᵀ` with the number of rows left open, and the label of each row passed through. */
function sampleGraph(): Graph {
  const graph = new Graph();
  const x = graph.input('x', ['T', 3]);
  const weight = graph.input('weight.sample', [2, 3]);
  graph.output('y', graph.node('Gemm', [x, weight], ['T', 2], { transB: 1 }));
  const labels = graph.input('labels', ['T'], 'int64');
  graph.output('next', graph.node('Add', [labels, labels], ['T']));
  return graph;
}

const shared = (values: number[]) => {
  const memory = new Float32Array(new SharedArrayBuffer(values.length * 4));
  memory.set(values);
  return memory;
};

describe.runIf(HAS_OPENVINO)('OpenVINO', () => {
  let dir: string;
  beforeAll(async () => {
    dir = await openVinoDir();
  }, 240_000);

  it('counts element types as we do', () => {
    const library = openVinoLibrary(dir);
    const bytes = Object.values(ELEMENT_TYPES).map((type) => {
      const shape = { rank: 1, dims: BigInt64Array.of(5n) };
      const tensor = library.createTensor(type, shape, new Uint8Array(64));
      const size = [0];
      library.tensorBytes(tensor, size);
      library.freeTensor(tensor);
      return size[0];
    });
    expect(bytes).toEqual([10, 20, 40]);
  });

  it.each(['f32', 'bf16'] as const)(
    'computes in %s where the values lie, for any number of rows',
    async (precision) => {
      const executor = openVino(dir, precision);
      expect(executor).toMatchObject({ id: 'openvino', precision, version: OPENVINO_RELEASE.version });
      const program = await executor.compile(sampleGraph());
      const weight = Float32Array.of(1, -2, 3, 0.5, 0.25, -1);
      const halves = new Uint16Array(6);
      toBfloat16(weight, halves);
      for (const rows of [1, 3, 2]) {
        const x = shared(Array.from({ length: rows * 3 }, (_, i) => i - 2));
        const y = new Float32Array(rows * 2);
        const next = new BigInt64Array(rows);
        await program.run(
          {
            x: { data: x, shape: [rows, 3] },
            'weight.sample': { data: precision === 'bf16' ? halves : weight, shape: [2, 3] },
            labels: { data: BigInt64Array.from({ length: rows }, (_, i) => BigInt(i)), shape: [rows] },
          },
          { y: { data: y, shape: [rows, 2] }, next: { data: next, shape: [rows] } },
        );
        const expected = [0, 1, 2]
          .slice(0, rows)
          .flatMap((row) =>
            [0, 1].map((out) =>
              [0, 1, 2].reduce((sum, i) => sum + x[row * 3 + i]! * weight[out * 3 + i]!, 0),
            ),
          );
        expect([...y]).toEqual(expected);
        expect([...next]).toEqual([0n, 2n, 4n].slice(0, rows));
      }
      await program.release();
    },
  );

  it('gives each result the same bits a second time', async () => {
    const program = await openVino(dir, 'f32').compile(sampleGraph());
    const run = async () => {
      const x = Float32Array.from({ length: 51 }, (_, i) => Math.sin(i));
      const y = new Float32Array(34);
      const labels = { data: new BigInt64Array(17), shape: [17] };
      const weight = { data: Float32Array.from({ length: 6 }, (_, i) => Math.cos(i)), shape: [2, 3] };
      await program.run(
        { x: { data: x, shape: [17, 3] }, 'weight.sample': weight, labels },
        { y: { data: y, shape: [17, 2] }, next: { data: new BigInt64Array(17), shape: [17] } },
      );
      return y;
    };
    expect(await run()).toEqual(await run());
  });

  it.each(['f32', 'bf16'] as const)('has the gradients of a decoder layer in %s', async (precision) => {
    const targets = ['q_proj', 'v_proj', 'o_proj', 'up_proj', 'down_proj'] as const;
    const layout = loraLayout(TINY_CONFIG, { rank: 4, alpha: 8, targets: [...targets] });
    await requireGradients(openVino(dir, precision), TINY_CONFIG, layout, 'activations');
  });

  it('has the gradients of a layer with every option, without what could be saved', async () => {
    const config = ARCHITECTURE_CONFIGS['gemma3']!;
    const targets = linearModules(config).map((module) => module.name);
    const layout = loraLayout(config, { rank: 4, alpha: 8, targets });
    for (const precision of ['f32', 'bf16'] as const) {
      await requireGradients(openVino(dir, precision), config, layout, 'nothing');
    }
  });

  it('lets its thread hear what it is told between two runs', async () => {
    const program = await openVino(dir, 'f32').compile(sampleGraph());
    let heard = false;
    setImmediate(() => (heard = true));
    await program.run(
      {
        x: { data: new Float32Array(3), shape: [1, 3] },
        'weight.sample': { data: new Float32Array(6), shape: [2, 3] },
        labels: { data: new BigInt64Array(1), shape: [1] },
      },
      {
        y: { data: new Float32Array(2), shape: [1, 2] },
        next: { data: new BigInt64Array(1), shape: [1] },
      },
    );
    expect(heard).toBe(true);
  });

  it('says which call its library refused, and why', async () => {
    const library = openVinoLibrary(dir);
    const core = library.createCore();
    const act = () => library.readModel(core, new Uint8Array(16), 16, null);
    expect(act).toThrow(ExecutorError);
    expect(act).toThrow(/^openvino: ov_core_read_model_from_memory_buffer: .+ \(-\d+\)$/s);
  });
});

describe('OpenVINO that is not there', () => {
  it('is an error with the path of the library', async () => {
    const folder = await temporaryFolder();
    expect(() => openVino(folder, 'f32')).toThrow(ExecutorError);
    await writeFile(join(folder, OPENVINO_RELEASE.entry), 'no library');
    expect(() => openVino(folder, 'f32')).toThrow(folder);
  });
});
