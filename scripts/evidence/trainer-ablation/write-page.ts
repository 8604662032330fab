import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { machineSentence } from '../../bench/rounds/machine-sentence.ts';
import { madeWith } from '../workshop/made-with.ts';

/** Writes docs/evidence/trainer-ablation.md. @param gains The tables. */
export async function writePage(root: string, gains: string): Promise<void> {
  const lines = [
    '# What each optimisation of a training step brings',
    '',
    `${madeWith(root, ['onnxruntime-node'])} ${machineSentence()}`,
    '',
    '```sh',
    'npm run evidence -- trainer-ablation --page',
    '```',
    '',
    'SmolLM2-135M-Instruct, LoRA r = 8 on all projections, GSM8K rows packed to T = 256: gradients of whole steps, on one lane of `ort-cpu` with everything that is on by default, unless the row says otherwise. Each row takes one optimisation away, or puts one in, everything else equal; every variant is a process of its own, the variants take turns, the first step is not counted, the best of the others is shown. Tokens are those of the rows, padding left out. *loss differs by* is the distance between the mean losses of the first step of both.',
    '',
    gains,
    '',
    '* *kept, not computed again*: the backward half of a layer is given the results of products and softmax of its forward half; otherwise it computes them again. Kept by default where that takes at most 512 MiB a lane.',
    '* *packed*: rows stand side by side in a sequence under a block-diagonal mask. Padded, each has T tokens of its own; apart, a sequence ends at the next multiple of 16 tokens.',
    '* *logits of counted labels*: otherwise the product with the embedding, the widest there is, is made for the question’s tokens as well.',
    '* *as inputs, not as constants*: constants are packed for the products when a graph is compiled, and each layer has two graphs of its own: more memory, and a first step that compiles sixty graphs.',
    '* *four bits*: the layers’ matrices stay in the blocks of Q4_1 in which this model is stored and are unpacked a layer at a time. SmolLM2’s embedding is as large as eight of its layers and stays in f32.',
    '* *two cores*: a lane has its own graphs and its own memory for activations; an operation on both cores has neither, and gives other bits ([0008](../decisions/0008-a-core-for-each-sequence.md)).',
    '* *the head*: 512 rows through the end of the model, so many at a time. The vocabulary is not cut; rows are, which bounds the memory of the logits in the same way.',
    '',
  ];
  await writeFile(join(root, 'docs', 'evidence', 'trainer-ablation.md'), lines.join('\n'));
}
