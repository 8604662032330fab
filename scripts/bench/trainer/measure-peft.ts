import { spawn } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { json } from 'node:stream/consumers';

/** What was measured of one way to train. */
export type Speed = { tokensPerSecond: number; peakMemoryBytes: number };

/** SmolLM2-135M in the words of transformers. */
const SHAPE = {
  ...{ hidden_size: 576, intermediate_size: 1536, num_hidden_layers: 30, vocab_size: 49_152 },
  ...{ num_attention_heads: 9, num_key_value_heads: 3, rope_theta: 100_000, tie_word_embeddings: true },
};

/**
 * The speed of transformers with PEFT on the same shape.
 *
 * @param python Interpreter that has torch, transformers and peft.
 */
export async function measurePeft(python: string, precision: 'f32' | 'bf16', steps: number): Promise<Speed> {
  const program = join(import.meta.dirname, 'peft_speed.py');
  const child = spawn(python, [program], { stdio: ['pipe', 'pipe', 'inherit'] });
  const failed = new Promise<never>((_, reject) => child.once('error', reject));
  const threads = availableParallelism();
  child.stdin.end(JSON.stringify({ precision, steps, threads, batch: 4, tokens: 256, shape: SHAPE }));
  return (await Promise.race([json(child.stdout), failed])) as Speed;
}
