import { readdir } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { ARCHITECTURE_CONFIGS } from '../../../test/support/architecture-configs.ts';
import { temporaryFolder } from '../../../test/support/temporary-folder.ts';
import { TINY_CONFIG } from '../../../test/support/tiny-config.ts';
import { linearModules } from '../../model/linear-modules.ts';
import { fullLayout } from '../decoder/full-layout.ts';
import { layerGraphs } from '../decoder/layer-graphs.ts';
import { layerWeights } from '../decoder/layer-weights.ts';
import { loraLayout } from '../decoder/lora-layout.ts';
import type { Projection } from '../decoder/projections.ts';
import type { Executor } from '../executor/executor.ts';
import { ortCpu } from '../executor/ort-cpu.ts';
import type { Saving } from '../graph/split-graph.ts';
import { checkGradients } from './check-gradients.ts';
import { GradientError } from './gradient-error.ts';
import { requireGradients } from './require-gradients.ts';

const LAYOUT = loraLayout(TINY_CONFIG, { rank: 4, alpha: 8, targets: ['q_proj', 'down_proj'] });

async function compile(
  executor: Executor,
  saving: Saving = 'activations',
  targets: Projection[] = ['q_proj', 'down_proj'],
) {
  const layout = loraLayout(TINY_CONFIG, { rank: 4, alpha: 8, targets });
  const graphs = layerGraphs(TINY_CONFIG, layout, saving);
  const [forward, backward] = [
    await executor.compile(graphs.forward),
    await executor.compile(graphs.backward),
  ];
  return { layout, graphs, programs: { forward, backward } };
}

/** TEST DOUBLE: an executor whose results are right but for one gradient. */
function wrongIn(output: string): Executor {
  const right = ortCpu(1);
  return {
    ...right,
    async compile(graph) {
      const program = await right.compile(graph);
      return {
        ...program,
        async run(inputs, outputs) {
          await program.run(inputs, outputs);
          if (outputs[output]) (outputs[output].data as Float32Array)[0]! *= 1.01;
        },
      };
    },
  };
}

describe('a compiled layer', () => {
  const sets: Projection[][] = [
    ['q_proj', 'k_proj', 'v_proj', 'o_proj', 'gate_proj', 'up_proj', 'down_proj'],
    ['v_proj'],
    ['gate_proj', 'o_proj'],
  ];
  it.each(
    (['activations', 'nothing'] as const).flatMap((saving) =>
      sets.map((targets) => [saving, targets] as const),
    ),
  )('that saves %s agrees with the reference for LoRA on %j', async (saving, targets) => {
    const { layout, graphs, programs } = await compile(ortCpu(1), saving, targets);
    const checks = await checkGradients(TINY_CONFIG, layout, graphs, programs, ortCpu(1));
    expect(checks).toHaveLength(2 + 2 * targets.length);
    expect(checks.filter(({ distance }) => !(distance < 1e-6))).toEqual([]);
  });

  it.each(Object.entries(ARCHITECTURE_CONFIGS))('of %s agrees with the reference', async (_, config) => {
    const targets = linearModules(config).map(({ name }) => name);
    const layout = loraLayout(config, { rank: 3, alpha: 6, targets });
    const graphs = layerGraphs(config, layout, 'activations');
    const [forward, backward] = [
      await ortCpu(1).compile(graphs.forward),
      await ortCpu(1).compile(graphs.backward),
    ];
    const checks = await checkGradients(config, layout, graphs, { forward, backward }, ortCpu(1));
    expect(checks).toHaveLength(2 + 2 * targets.length);
    expect(checks.filter(({ distance }) => !(distance < 1e-6))).toEqual([]);
  });

  it.each([
    ['with dropout', { dropout: 0.25 }],
    ['with DoRA', { dora: true }],
    ['with DoRA and dropout', { dora: true, dropout: 0.25 }],
  ] as const)('%s agrees with the reference', async (_, settings) => {
    for (const config of [ARCHITECTURE_CONFIGS['qwen2']!, ARCHITECTURE_CONFIGS['phi3']!]) {
      const targets = linearModules(config).map(({ name }) => name);
      const layout = loraLayout(config, { rank: 3, alpha: 6, targets, ...settings });
      for (const saving of ['activations', 'nothing'] as const) {
        const graphs = layerGraphs(config, layout, saving);
        const [forward, backward] = [
          await ortCpu(1).compile(graphs.forward),
          await ortCpu(1).compile(graphs.backward),
        ];
        const checks = await checkGradients(config, layout, graphs, { forward, backward }, ortCpu(1));
        expect(checks).toHaveLength(2 + layout.slots.length / config.layers);
        expect(checks.filter(({ distance }) => !(distance < 1e-6))).toEqual([]);
      }
    }
  });

  it.each(Object.entries(ARCHITECTURE_CONFIGS))(
    'of %s whose weights are trained agrees with the reference for each of them',
    async (_, config) => {
      const layout = fullLayout(config);
      const graphs = layerGraphs(config, layout, 'activations');
      const [forward, backward] = [
        await ortCpu(1).compile(graphs.forward),
        await ortCpu(1).compile(graphs.backward),
      ];
      const checks = await checkGradients(config, layout, graphs, { forward, backward }, ortCpu(1));
      expect(checks).toHaveLength(2 + layerWeights(config).length);
      expect(checks.filter(({ distance }) => !(distance < 2e-6))).toEqual([]);
    },
  );

  it('with a wrong gradient is refused by the name of the tensor', async () => {
    const executor = wrongIn('gradient.lora.q_proj.B');
    const refused = requireGradients(executor, TINY_CONFIG, LAYOUT, 'activations');
    await expect(refused).rejects.toThrow(GradientError);
    await expect(refused).rejects.toMatchObject({ tensor: 'gradient.lora.q_proj.B' });
  });

  it('is checked once for a cache folder, and never taken for another executor', async () => {
    const cache = await temporaryFolder();
    await requireGradients(ortCpu(1), TINY_CONFIG, LAYOUT, 'activations', cache);
    expect(await readdir(cache)).toHaveLength(1);
    const remembered = requireGradients(wrongIn('y'), TINY_CONFIG, LAYOUT, 'activations', cache);
    await expect(remembered).resolves.toBeUndefined();
    const other = { ...wrongIn('y'), version: 'another' };
    const asked = requireGradients(other, TINY_CONFIG, LAYOUT, 'activations', cache);
    await expect(asked).rejects.toThrow(GradientError);
  });
});
