import { text } from 'node:stream/consumers';
import { parseManifest } from '@cultivar/sdk/spec';
import { prepareData } from '../src/data/prepare-data.ts';
import type { Sequence } from '../src/data/sequence.ts';
import { openModel } from '../src/model/open-model.ts';
import { stepPlan } from '../src/run/step-plan.ts';
import { trainRequestSchema } from '../src/run/train-request.ts';

// node trainer/bench/write-sequences.ts < request.json: prints the sequences that a training takes, in their order, as a
// list of `{ ids, labels, positions, documents }`, a label that does not count being -100.
const request = trainRequestSchema.parse(JSON.parse(await text(process.stdin)));
const manifest = parseManifest(request.manifest, 'job');
const model = await openModel(request.modelFiles);
const data = await prepareData(manifest, request.datasets, model);
const plan = stepPlan(manifest, data);
const sequences = Array.from({ length: plan.steps }, (_, step) => plan.take(step + 1).sequences).flat();
process.stdout.write(JSON.stringify(sequences.map(plain)));
data.close();
await model.close();

function plain({ ids, labels, weights, positions, documents }: Sequence) {
  return {
    ids: [...ids],
    labels: [...labels].map((label, t) => (weights[t] === 0 ? -100 : label)),
    positions: [...positions],
    documents: [...documents],
  };
}
