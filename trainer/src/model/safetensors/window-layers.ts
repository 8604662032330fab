import { ModelFileError } from '../model-file-error.ts';
import type { HuggingFaceConfig } from './hugging-face-config.ts';

const KINDS = ['full_attention', 'sliding_attention'];

/**
 * Which layers have a window: as `layer_types` says, or else as the architecture's own rule.
 *
 * @throws ModelFileError for another kind of layer, or a list of another length.
 */
export function windowLayers(
  file: string,
  { layer_types: kinds, num_hidden_layers: count }: HuggingFaceConfig,
  rule: (layer: number) => boolean,
): boolean[] {
  if (!kinds) return Array.from({ length: count }, (_, layer) => rule(layer));
  if (kinds.length !== count) {
    throw new ModelFileError('malformed', file, `layer_types names ${kinds.length} of ${count} layers`);
  }
  const other = kinds.find((kind) => !KINDS.includes(kind));
  if (other !== undefined) throw new ModelFileError('unsupported', file, `a layer of type ${other}`);
  return kinds.map((kind) => kind === 'sliding_attention');
}
