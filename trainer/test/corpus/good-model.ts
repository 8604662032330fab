import { readFileSync } from 'node:fs';
import { parityFixture } from '../parity/parity-fixture.ts';
import type { ModelBytes } from './corpus-case.ts';

/** The files of a small model that opens, as transformers saved it or as GGUF. */
export async function goodModel(architecture: string, format: 'safetensors' | 'gguf'): Promise<ModelBytes> {
  const { modelFiles, ggufFiles } = await parityFixture(architecture);
  const files = format === 'gguf' ? ggufFiles : modelFiles;
  return Object.fromEntries(files.map(({ name, path }) => [name, readFileSync(path)]));
}
