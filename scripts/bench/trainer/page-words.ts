/** Why figures whose names match were missed, and what was tried. */
export const REASONS: readonly { about: RegExp; name: string; why: string }[] = [
  {
    about: /^f32, (?!AVX)/,
    name: 'f32',
    why: 'MKL uses AVX-512 on this processor by itself, so that PEFT as installed is PEFT unlocked, for which 1.2 is asked; onnxruntime and OpenVINO need the same time for a layer here, and either is bound by its products.',
  },
  {
    about: /bf16|best of ours : PEFT/,
    name: 'bf16',
    why: 'this processor has the instructions of bf16 but computes products in it more slowly than in f32, in torch and OpenVINO alike, so `auto` takes f32 here ([0016](../decisions/0016-executors-and-auto.md)). The target was set on a Zen 5, where bf16 is the fast one.',
  },
  {
    about: /batch 1/,
    name: 'batch 1 on two cores',
    why: 'a sequence is computed on one core, since a product that is cut among threads has other bits ([0008](../decisions/0008-a-core-for-each-sequence.md)); PEFT cuts it. Two sequences a step use both.',
  },
  {
    about: /^memory/,
    name: 'memory',
    why: 'the frozen weights lie in f32 and are shared; beside them each lane keeps the results of its forward half, so that the backward half need not compute them again. What that costs and saves is measured in [trainer-ablation](trainer-ablation.md).',
  },
  {
    about: /^cold start/,
    name: 'cold start',
    why: 'it is the time to the end of the first step: what follows *ready* is the step itself. Before it modules are loaded, the header, the tokenizer and the rows are read in one thread, while lanes unpack the weights from four bits and compile five graphs each, and the file is hashed ([0024](../decisions/0024-a-run-opens-side-by-side.md)). The step of a batch of one is computed on one core and alone takes most of the time that is allowed.',
  },
  {
    about: /^0\.5B, memory/,
    name: '0.5B, memory',
    why: 'its weights alone are 1.98 GB in f32, of which the embedding is 0.54 GB; only OpenVINO in bf16 keeps the matrices in two bytes. `--base-weights q4_1` keeps those of the layers in four bits.',
  },
  {
    about: /^(first token|answering)/,
    name: 'answering',
    why: 'a prompt of 200 tokens is 43 GFLOP in the layers, of which a core of this kind computes 120 to 140 a second at best; a token is bound by reading all weights, 0.54 GB. What was changed and what did not help stands in [0023](../decisions/0023-weights-belong-to-the-programs-that-answer.md).',
  },
];

/** The rows of the targets that other pages show. */
export const ELSEWHERE: readonly (readonly [string, string, string, string])[] = [
  [
    'gradient, every architecture, f32',
    'at most 2x torch f32’s own error, per tensor',
    'Llama against float64: worst ratio 1.18; every architecture against PEFT in f32: worst distance 2.2e-6',
    '[trainer-gradients](trainer-gradients.md), [trainer-parity](trainer-parity.md)',
  ],
  [
    'gradient in bf16',
    'cosine at least 0.9995 per tensor; a curve of 300 steps within PEFT’s spread',
    'worst cosine 0.999825 of all architectures; the curve by `--curve`, above where it was measured',
    '[trainer-speed](trainer-speed.md)',
  ],
  [
    'QLoRA in four bits against f32',
    'held-out loss within 2 %',
    '1.3922 against 1.3902 after 100 steps (+0.15 %), from f32 weights on no grid of four bits',
    '[trainer-parity](trainer-parity.md)',
  ],
  [
    'accumulation',
    'loss and gradient norm equal to 1e-5',
    'a step of four sequences in one, two or four micro-batches',
    '`trainer/test/run-training.test.ts`',
  ],
  [
    'kill -9 and resume',
    'the same bits, at most one segment lost',
    'ten kills at random moments',
    '[trainer-parity](trainer-parity.md)',
  ],
  [
    'adapters in PEFT and back',
    'no key missing or left over, logits within 1e-4, same argmax',
    'worst 1.7e-5, all greedy tokens the same',
    '[trainer-parity](trainer-parity.md)',
  ],
  [
    'ONNX export',
    'logits within 1e-4 in transformers.js and onnxruntime',
    'worst 1.0e-5; SmolLM2 7.2e-5',
    '[trainer-export](trainer-export.md)',
  ],
  [
    'Python engine, 8B on a GPU',
    'QLoRA at least 2,400 tokens/s at most 8 GB',
    'not measured: no GPU was at hand',
    '[trainer-python](trainer-python.md)',
  ],
];
