import { z } from 'zod';
import { ModelFileError } from '../model-file-error.ts';
import type { RopeScaling } from '../rope-scaling.ts';
import type { HuggingFaceConfig } from './hugging-face-config.ts';

const factor = z.number().positive().max(1e6);
const common = {
  type: z.unknown().optional(),
  rope_theta: z.number().positive().nullish(),
  partial_rotary_factor: z.literal(1, 'only whole heads are turned').nullish(),
  original_max_position_embeddings: z.number().int().positive().nullish(),
};
const settingsSchema = z.discriminatedUnion('rope_type', [
  z.strictObject({ ...common, rope_type: z.literal('default') }),
  z.strictObject({ ...common, rope_type: z.literal('linear'), factor }),
  z.strictObject({
    ...common,
    rope_type: z.literal('llama3'),
    factor,
    low_freq_factor: factor,
    high_freq_factor: factor,
    original_max_position_embeddings: z
      .number()
      .int()
      .positive()
      .max(2 ** 31),
  }),
]);
type Settings = z.infer<typeof settingsSchema>;

/** Rotary base and stretching of layers that see all, and the base of layers with a window where it is their own. */
export type RopeSettings = { ropeBase: number; ropeScaling?: RopeScaling; windowBase?: number };

/**
 * What config.json says of rotary positions, in the form before transformers 5 and in that since.
 *
 * @param bases What holds where the file names none.
 * @throws ModelFileError `unsupported` for a kind of stretching that is not known, and for heads turned in part.
 */
export function ropeSettings(
  file: string,
  config: HuggingFaceConfig,
  bases: { all: number; window?: number },
): RopeSettings {
  const { partial_rotary_factor: share, rope_parameters: parameters } = config;
  if (share !== undefined && share !== null && share !== 1) {
    throw new ModelFileError(
      'unsupported',
      file,
      `partial_rotary_factor is ${share}: only whole heads are turned`,
    );
  }
  const kinds = isObject(parameters) && isObject(parameters['full_attention']) ? parameters : undefined;
  const all = settings(file, kinds?.['full_attention'] ?? parameters ?? config.rope_scaling);
  const near = kinds && settings(file, kinds['sliding_attention']);
  if (near && near.rope_type !== 'default') {
    throw new ModelFileError(
      'unsupported',
      file,
      `it stretches the positions of windows (${near.rope_type})`,
    );
  }
  const windowBase = near?.rope_theta ?? config.rope_local_base_freq ?? bases.window;
  const ropeScaling = scaling(all);
  return {
    ropeBase: all.rope_theta ?? config.rope_theta ?? bases.all,
    ...(ropeScaling ? { ropeScaling } : {}),
    ...(bases.window === undefined ? {} : { windowBase: windowBase! }),
  };
}

function settings(file: string, json: unknown): Settings {
  if (json === undefined || json === null) return { rope_type: 'default' };
  const named = isObject(json)
    ? { ...json, rope_type: json['rope_type'] ?? json['type'] ?? 'default' }
    : json;
  const parsed = settingsSchema.safeParse(named);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const said = JSON.stringify(json).slice(0, 100);
  const where = issue!.path.join('.') || 'it';
  throw new ModelFileError('unsupported', file, `rotary positions ${said}: ${where}: ${issue!.message}`);
}

function scaling(settings: Settings): RopeScaling | undefined {
  switch (settings.rope_type) {
    case 'default':
      return undefined;
    case 'linear':
      return { type: 'linear', factor: settings.factor };
    case 'llama3':
      return {
        type: 'llama3',
        factor: settings.factor,
        lowFrequencyFactor: settings.low_freq_factor,
        highFrequencyFactor: settings.high_freq_factor,
        originalContext: settings.original_max_position_embeddings,
      };
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
