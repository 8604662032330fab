import { spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import type { DecoderConfig } from '../../src/model/decoder-config.ts';

/** Values by tensor name. */
export type NamedTensors = Record<string, { shape: readonly number[]; data: readonly number[] }>;

/** What torch is asked to compute. */
export type TorchRequest = {
  config: DecoderConfig;
  weights: NamedTensors;
  /** The LoRA matrices under PEFT's names. */
  adapter: NamedTensors;
  loraScale: number;
  /** Packed documents of each sequence; `counted` marks the tokens whose prediction is in the loss. */
  sequences: readonly (readonly { ids: readonly number[]; counted: readonly number[] }[])[];
  /** AdamW with the learning rate of each step. */
  optimizer: {
    rates: readonly number[];
    beta1: number;
    beta2: number;
    epsilon: number;
    weightDecay: number;
    clipNorm: number;
  };
};

/** Mean loss and gradients at the start, and the matrices after training. */
export type TorchResult = {
  loss: number;
  gradients: Record<string, number[]>;
  trained: Record<string, number[]>;
};

/**
 * Runs the reference program in both precisions.
 *
 * @throws With what the program wrote when it failed.
 */
export async function torchReference(
  python: string,
  request: TorchRequest,
): Promise<{ float64: TorchResult; float32: TorchResult }> {
  const program = fileURLToPath(new URL('./llama_lora_gradients.py', import.meta.url));
  const child = spawn(python, [program], { stdio: 'pipe' });
  const status = new Promise<number | null>((resolve, reject) => {
    child.on('error', reject).on('close', resolve);
  });
  child.stdin.end(JSON.stringify(request));
  const [code, output, errors] = await Promise.all([status, text(child.stdout), text(child.stderr)]);
  if (code !== 0) throw new Error(`the torch program ended with ${code}: ${errors}`);
  return JSON.parse(output) as { float64: TorchResult; float32: TorchResult };
}
