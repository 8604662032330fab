import { expect, it } from 'vitest';
import { executorName } from './executor-choice.ts';
import { knownExecutors } from './known-executors.ts';

it.each([
  ['fast', ['openvino-bf16', 'openvino-f32', 'ort-cpu', 'wasm']],
  ['slow', ['ort-cpu', 'openvino-f32', 'openvino-bf16', 'wasm']],
  ['none', ['ort-cpu', 'openvino-f32', 'wasm']],
] as const)('takes bf16 where it is %s in its place', (support, names) => {
  expect(knownExecutors('/libraries', support).map(executorName)).toEqual(names);
});

it('has only what is always there without OpenVINO', () => {
  expect(knownExecutors(undefined, 'fast').map(executorName)).toEqual(['ort-cpu', 'wasm']);
});
