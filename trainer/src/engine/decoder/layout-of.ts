import type { JobManifest } from '@cultivar/sdk/spec';
import type { DecoderConfig } from '../../model/decoder-config.ts';
import { fullLayout } from './full-layout.ts';
import type { Layout } from './full-layout.ts';
import { loraLayout } from './lora-layout.ts';

/** What a job trains of a model. @throws LoraTargetError for a target that the model does not have. */
export function layoutOf(config: DecoderConfig, { lora }: Pick<JobManifest, 'lora'>): Layout {
  return lora ? loraLayout(config, lora) : fullLayout(config);
}
