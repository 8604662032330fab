import { Command, Option } from 'commander';
import { exportGguf } from '../export/export-gguf.ts';
import { exportGgufLora } from '../export/export-gguf-lora.ts';
import { exportOnnx } from '../export/export-onnx.ts';
import { exportPeft } from '../export/export-peft.ts';
import { exportSafetensors } from '../export/export-safetensors.ts';
import { FLOAT_TYPES } from '../export/float-type.ts';
import { GGUF_TYPES } from '../export/gguf/gguf-encoding.ts';
import type { ModelFile } from '../model/model-file.ts';
import { findModel } from './find-model.ts';
import { withModelOption } from './job-options.ts';
import { showExport } from './show/show-export.ts';
import type { Surroundings } from './surroundings.ts';
import { UsageError } from './usage-error.ts';
import { withFoundAdapter } from './with-found-adapter.ts';

const EXAMPLES = `
Formats:
  peft         the adapter alone, for transformers with PEFT      a folder
  gguf-lora    the adapter alone, for llama.cpp                   a file
  safetensors  base and adapter as one, for transformers          a folder
  gguf         base and adapter as one, for llama.cpp             a file
  onnx         base and adapter as one, for transformers.js       a folder

Examples:
  cultivar-train export --format gguf --dtype q8_0 --adapter my-adapter --out my-model.gguf
  cultivar-train export --format gguf-lora --adapter my-adapter --out my-adapter.gguf
  cultivar-train export --format onnx --adapter my-adapter --out my-onnx
  cultivar-train export --format safetensors --model base.gguf --out base-folder        (a base alone)
`;

type Flags = { model: string; adapter?: string; out: string; format: Format; dtype?: string };
type Format = (typeof FORMATS)[number];
const FORMATS = ['peft', 'safetensors', 'gguf-lora', 'gguf', 'onnx'] as const;

/** `export`: an adapter, or a model with one worked into it, in the formats of other programs. */
export function exportCommand(surroundings: Surroundings): Command {
  const command = new Command('export')
    .description('Write an adapter, or a model with one worked into it, for other programs.')
    .addOption(new Option('-f, --format <name>', 'what is written').choices(FORMATS).makeOptionMandatory())
    .option('-a, --adapter <folder>', 'of a run that ended, or a PEFT folder')
    .requiredOption('-o, --out <path>', 'where it goes; not there yet')
    .option('--dtype <type>', 'numbers: f32, f16, bf16; of gguf also q8_0, q4_0 (default f16)')
    .addHelpText('after', EXAMPLES);
  return withModelOption(command).action(async (given: Flags) => {
    const flags = await withFoundAdapter(given);
    const modelFiles = await findModel(flags.model, surroundings);
    const type = await WRITERS[flags.format](modelFiles, flags);
    showExport({ format: flags.format, type, path: flags.out }, surroundings);
  });
}

/** Writes one format. @returns the type of numbers that was written */
type Writer = (modelFiles: readonly ModelFile[], flags: Flags) => Promise<string>;

const WRITERS: Readonly<Record<Format, Writer>> = {
  async peft(modelFiles, flags) {
    const type = typeOf(flags, ['f32']);
    await exportPeft({ modelFiles, adapterDir: adapterOf(flags), outDir: flags.out });
    return type;
  },
  async 'gguf-lora'(modelFiles, flags) {
    const type = typeOf(flags, ['f32']);
    await exportGgufLora({ modelFiles, adapterDir: adapterOf(flags), outFile: flags.out });
    return type;
  },
  safetensors: (modelFiles, flags) =>
    exportSafetensors({
      ...{ modelFiles, adapterDir: flags.adapter, outDir: flags.out },
      type: flags.dtype === undefined ? undefined : typeOf(flags, FLOAT_TYPES),
    }),
  async onnx(modelFiles, flags) {
    const type = typeOf(flags, ['f32']);
    await exportOnnx({ modelFiles, adapterDir: flags.adapter, outDir: flags.out });
    return type;
  },
  async gguf(modelFiles, flags) {
    const type = flags.dtype === undefined ? 'f16' : typeOf(flags, GGUF_TYPES);
    await exportGguf({ modelFiles, adapterDir: flags.adapter, outFile: flags.out, type });
    return type;
  },
};

function adapterOf({ adapter, format }: Flags): string {
  if (adapter !== undefined) return adapter;
  throw new UsageError(`--format ${format} writes an adapter and none is named`, 'Name one with --adapter.');
}

function typeOf<T extends string>({ dtype, format }: Flags, types: readonly T[]): T {
  const found = dtype === undefined ? types[0] : types.find((type) => type === dtype);
  if (found !== undefined) return found;
  throw new UsageError(`--format ${format} has no --dtype ${dtype}`, `There is ${types.join(', ')}.`);
}
