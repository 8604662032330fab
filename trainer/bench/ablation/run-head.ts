import { text } from 'node:stream/consumers';
import { z } from 'zod';
import { headGraph } from '../../src/engine/decoder/head-graph.ts';
import { ortCpu } from '../../src/engine/executor/ort-cpu.ts';
import { openModel } from '../../src/model/open-model.ts';

// node trainer/bench/ablation/run-head.ts < task.json: the loss and gradient at the model's end, for so many rows at
// once. Prints `started`, then a `step` after each pass over all rows, which counts them as tokens.
const { modelFiles, rows, rowsAtOnce, steps } = z
  .strictObject({
    modelFiles: z.array(z.strictObject({ name: z.string(), path: z.string() })),
    rows: z.number().int().positive(),
    rowsAtOnce: z.number().int().positive(),
    steps: z.number().int().positive(),
  })
  .parse(JSON.parse(await text(process.stdin)));

const model = await openModel(modelFiles);
const { config, weights } = model;
const width = config.hiddenSize;
const embedding = await weights.read('model.embed_tokens.weight');
const norm = await weights.read('model.norm.weight');
await model.close();
const program = await ortCpu().compile(headGraph(config, 'training'));
const [x, pull] = [new Float32Array(rows * width), new Float32Array(rows * width)];
for (let i = 0; i < x.length; i++) x[i] = Math.sin(i);
tell({ type: 'started' });
for (let step = 1; step <= steps; step++) {
  let loss = 0;
  for (let from = 0; from < rows; from += rowsAtOnce) {
    const count = Math.min(rowsAtOnce, rows - from);
    const part = (data: Float32Array) => ({
      data: data.subarray(from * width, (from + count) * width),
      shape: [count, width],
    });
    const losses = { data: new Float32Array(count), shape: [count, 1] };
    await program.run(
      {
        ...{ x: part(x), norm: { data: norm, shape: [width] } },
        embedding: { data: embedding, shape: [config.vocabularySize, width] },
        labels: { data: BigInt64Array.from({ length: count }, (_, i) => BigInt(from + i)), shape: [count] },
        weights: { data: new Float32Array(count).fill(1), shape: [count, 1] },
      },
      { losses, 'gradient.x': part(pull) },
    );
    for (const value of losses.data) loss += value / rows;
  }
  tell({ type: 'step', loss, tokens: step * rows });
}

function tell(event: object): void {
  process.stdout.write(`${JSON.stringify(event)}\n`);
}
