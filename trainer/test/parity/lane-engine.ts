import { join } from 'node:path';
import { readPeftAdapter } from '../../src/adapter/read-peft-adapter.ts';
import { readFrozenWeights } from '../../src/engine/decoder/frozen-weights.ts';
import { loraLayout } from '../../src/engine/decoder/lora-layout.ts';
import type { LoraLayout } from '../../src/engine/decoder/lora-layout.ts';
import { ropeTables } from '../../src/engine/decoder/rope-tables.ts';
import { ortCpu } from '../../src/engine/executor/ort-cpu.ts';
import type { LoraEngine } from '../../src/engine/lanes/open-lora-engine.ts';
import { openLane } from '../../src/engine/lanes/open-lane.ts';
import type { LaneModel } from '../../src/engine/lanes/open-lane.ts';
import type { BaseModel } from '../../src/model/base-model.ts';
import type { ParityFixture } from './parity-fixture.ts';

/** An engine of one lane in this thread, at a fixture's adapter. */
export type LaneEngine = Pick<LoraEngine, 'losses' | 'gradient' | 'parameters' | 'close'> & {
  layout: LoraLayout;
};

/** Opens it on f32 graphs. */
export async function laneEngine(
  model: BaseModel,
  { lora, adapterDir }: Pick<ParityFixture, 'lora' | 'adapterDir'>,
  maxTokens: number,
  more: Partial<LaneModel> = {},
): Promise<LaneEngine> {
  const { config } = model;
  const layout = loraLayout(config, lora);
  const parameters = new Float32Array(layout.length);
  const { tensors } = await readPeftAdapter(adapterDir, config);
  for (const { name, offset } of layout.slots) parameters.set(tensors.get(name)!.data, offset);
  const lane = await openLane(ortCpu(1), {
    ...{
      config,
      layout,
      parameters,
      maxTokens,
      saving: 'activations',
      seed: 0,
      executor: { name: 'ort-cpu' },
    },
    table: ropeTables(config, maxTokens),
    frozen: await readFrozenWeights(model),
    ...more,
  });
  return {
    ...{ layout, parameters, close: () => lane.close() },
    async losses(sequences) {
      const sums: number[] = [];
      for (const sequence of sequences) sums.push(await lane.loss(sequence));
      return sums;
    },
    async gradient(sequences, divisor, gradient, _signal, step = 0) {
      gradient.fill(0);
      const part = new Float32Array(layout.length);
      let sum = 0;
      for (const [number, sequence] of sequences.entries()) {
        sum += await lane.gradient(sequence, divisor, part, { step, sequence: number });
        part.forEach((value, i) => (gradient[i]! += value));
      }
      return sum;
    },
  };
}

/** Where what torch computed of an objective lies; see make_objectives.py. */
export const objectiveFile = (name: string): string =>
  join(import.meta.dirname, 'generated/objectives', name);
