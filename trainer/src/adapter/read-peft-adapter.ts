import { openRandomAccessFile } from '#random-access-file';
import { FUSED_LORA_TARGETS, LORA_TARGETS, nearestName } from '@cultivar/sdk/spec';
import { z } from 'zod';
import type { DecoderConfig } from '../model/decoder-config.ts';
import { isPickle } from '../model/is-pickle.ts';
import { ModelFileError } from '../model/model-file-error.ts';
import { parseJsonObject } from '../model/parse-json.ts';
import type { RandomAccessFile } from '../model/random-access-file.ts';
import { readSafetensorsHeader } from '../model/safetensors/read-safetensors-header.ts';
import { readSafetensorsTensor } from '../model/safetensors/read-safetensors-tensor.ts';
import type { LoraAdapter } from './lora-adapter.ts';
import { NEUTRAL } from './peft-config.ts';
import { peftTensorShapes } from './peft-tensor-shapes.ts';

const CONFIG = 'adapter_config.json';
const WEIGHTS = 'adapter_model.safetensors';
const MAX_CONFIG_BYTES = 1 << 20;
const TARGETS = [...LORA_TARGETS, ...FUSED_LORA_TARGETS] as const;

const configSchema = z.looseObject({
  peft_type: z.literal('LORA'),
  task_type: z.enum(['CAUSAL_LM']).nullish(),
  r: z.number().int().min(1).max(1024),
  lora_alpha: z.number().positive().max(1e6),
  lora_dropout: z.number().min(0).lt(1).default(0),
  target_modules: z.array(z.enum(TARGETS)).min(1),
  use_rslora: z.boolean().default(false),
  use_dora: z.boolean().default(false),
  // Other initialisations (PiSSA, OLoRA, …) change the base model's weights as well.
  init_lora_weights: z.union([z.boolean(), z.literal('gaussian')]).default(true),
});
/** Keys that change nothing about what the adapter does. */
const FREE_KEYS = new Set([
  ...['base_model_name_or_path', 'inference_mode', 'megatron_core'],
  ...['peft_version', 'revision', 'auto_mapping', 'qalora_group_size', ...Object.keys(configSchema.shape)],
]);

/**
 * Reads a PEFT LoRA directory for a model of this shape. What it does not understand it refuses by name rather than
 * leave out: an adapter with a part missing answers, only worse.
 *
 * @throws ModelFileError
 */
export async function readPeftAdapter(dir: string, config: DecoderConfig): Promise<LoraAdapter> {
  const settings = await readConfig(dir);
  const { r: rank, lora_alpha: alpha, target_modules } = settings;
  const targets = TARGETS.filter((target) => target_modules.includes(target));
  await refuseOnlyPickle(dir);
  const file = await openRandomAccessFile(WEIGHTS, `${dir}/${WEIGHTS}`);
  try {
    const dora = settings.use_dora ? ({ dora: true } as const) : {};
    const tensors = await readTensors(file, peftTensorShapes(config, { rank, targets, ...dora }));
    return {
      ...{ rank, alpha, targets, tensors, ...dora },
      ...(settings.use_rslora ? { rankStabilized: true } : {}),
      ...(settings.lora_dropout > 0 ? { dropout: settings.lora_dropout } : {}),
    };
  } finally {
    await file.close();
  }
}

async function readConfig(dir: string): Promise<z.infer<typeof configSchema>> {
  const parsed = configSchema.safeParse(parseJsonObject(CONFIG, await readConfigBytes(dir)));
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw new ModelFileError(
      'unsupported',
      CONFIG,
      `${issue!.path.join('.') || 'the file'}: ${issue!.message}`,
    );
  }
  for (const [key, value] of Object.entries(parsed.data)) {
    if (FREE_KEYS.has(key) || isNeutral(key, value)) continue;
    const near = Object.hasOwn(NEUTRAL, key)
      ? undefined
      : nearestName(key, [...FREE_KEYS, ...Object.keys(NEUTRAL)]);
    const shown = JSON.stringify(value).slice(0, 100);
    throw new ModelFileError(
      'unsupported',
      CONFIG,
      `${key} is ${shown}${near ? `; did you mean ${near}?` : ''}`,
    );
  }
  return parsed.data;
}

async function readConfigBytes(dir: string): Promise<Uint8Array> {
  const file = await openRandomAccessFile(CONFIG, `${dir}/${CONFIG}`);
  try {
    if (file.size > MAX_CONFIG_BYTES) throw new ModelFileError('too_large', CONFIG, `has ${file.size} bytes`);
    return await file.read(0, file.size);
  } finally {
    await file.close();
  }
}

/** Whether a setting leaves a feature off, whatever version of PEFT added it. */
function isNeutral(key: string, value: unknown): boolean {
  if (Object.hasOwn(NEUTRAL, key) && JSON.stringify(NEUTRAL[key]) === JSON.stringify(value)) return true;
  if (value === null || value === false) return true;
  return typeof value === 'object' && Object.keys(value).length === 0;
}

async function refuseOnlyPickle(dir: string): Promise<void> {
  const there = (name: string) =>
    openRandomAccessFile(name, `${dir}/${name}`).then(
      (file) => file.close().then(() => true),
      () => false,
    );
  const pickle = 'adapter_model.bin';
  if ((await there(pickle)) && !(await there(WEIGHTS))) {
    throw new ModelFileError(
      'pickle',
      pickle,
      'is a Python pickle, which can run code: save it as safetensors',
    );
  }
}

async function readTensors(
  file: RandomAccessFile,
  shapes: ReadonlyMap<string, number[]>,
): Promise<LoraAdapter['tensors']> {
  const head = await file.read(0, Math.min(file.size, 64));
  if (isPickle(file.name, head)) {
    throw new ModelFileError(
      'pickle',
      file.name,
      'is a Python pickle, which can run code: save it as safetensors',
    );
  }
  const header = await readSafetensorsHeader(file);
  for (const name of header.tensors.keys()) {
    if (!shapes.has(name))
      throw new ModelFileError('weights', file.name, `tensor ${name} belongs to no target`);
  }
  const tensors: LoraAdapter['tensors'] = new Map();
  for (const [name, shape] of shapes) {
    const tensor = header.tensors.get(name);
    if (!tensor) throw new ModelFileError('weights', file.name, `holds no tensor ${name}`);
    if (tensor.shape.join() !== shape.join()) {
      const found = `[${tensor.shape.join(', ')}]`;
      throw new ModelFileError('weights', file.name, `${name} is ${found}, not [${shape.join(', ')}]`);
    }
    const data = await readSafetensorsTensor(file, name, tensor);
    if (!data.every(Number.isFinite))
      throw new ModelFileError('weights', file.name, `${name} holds values that are no numbers`);
    tensors.set(name, { shape: [...shape], data });
  }
  return tensors;
}
