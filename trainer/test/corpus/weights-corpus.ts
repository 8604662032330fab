import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { HostileCase, ModelBytes } from './corpus-case.ts';
import { goodModel } from './good-model.ts';
import { hostileAdapters } from './hostile-adapters.ts';
import { hostileCompanions } from './hostile-companions.ts';
import { hostileConfigs } from './hostile-configs.ts';
import { hostileGgufs } from './hostile-ggufs.ts';
import { hostileSafetensors } from './hostile-safetensors.ts';
import { hostileTokenizers } from './hostile-tokenizers.ts';
import { parityFixture } from '../parity/parity-fixture.ts';

/** Every hostile model, and every hostile adapter for the small Llama. */
export async function hostileWeights(): Promise<{ models: HostileCase[]; adapters: HostileCase[] }> {
  const llama = await goodModel('llama', 'safetensors');
  const sharded = await goodModel('mistral', 'safetensors');
  return {
    models: [
      ...hostileSafetensors(llama),
      ...hostileConfigs(llama),
      ...hostileCompanions(llama, sharded),
      ...hostileTokenizers(llama),
      ...hostileGgufs(),
    ],
    adapters: hostileAdapters(await goodAdapter('llama')),
  };
}

/** The adapter that PEFT wrote for an architecture's model. */
export async function goodAdapter(architecture: string): Promise<ModelBytes> {
  const { adapterDir } = await parityFixture(architecture);
  return Object.fromEntries(
    readdirSync(adapterDir).map((name) => [name, readFileSync(join(adapterDir, name))]),
  );
}
