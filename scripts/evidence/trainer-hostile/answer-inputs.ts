import { createInterface } from 'node:readline';
import { corpusInputs } from '../../../trainer/test/corpus/corpus-inputs.ts';
import { measureInput } from './measure-input.ts';

// Measures the inputs whose numbers come in, one a line, and answers each with a line of JSON.
const inputs = await corpusInputs();
process.stdout.write('ready\n');
for await (const line of createInterface({ input: process.stdin })) {
  process.stdout.write(`${JSON.stringify(await measureInput(inputs[Number(line)]!))}\n`);
}
