import type { DecoderConfig } from '../decoder-config.ts';
import { ModelFileError } from '../model-file-error.ts';
import type { GgufHeader } from './gguf-header.ts';
import { GgufMetadata } from './gguf-metadata.ts';

/** The decoder's shape from a GGUF header. @throws ModelFileError for another architecture or a RoPE scaling. */
export function ggufConfig(file: string, header: GgufHeader): DecoderConfig {
  const metadata = new GgufMetadata(file, header);
  const architecture = metadata.text('general.architecture');
  if (architecture !== 'llama') {
    throw new ModelFileError('unsupported', file, `architecture ${architecture}; llama is supported`);
  }
  const scaling = metadata.has('llama.rope.scaling.type') ? metadata.text('llama.rope.scaling.type') : 'none';
  if (scaling !== 'none' || header.tensors.has('rope_freqs.weight')) {
    throw new ModelFileError('unsupported', file, 'it scales its rotary positions, which is not supported');
  }
  if (metadata.integerOr('llama.expert_count', 0) > 0) {
    throw new ModelFileError('unsupported', file, 'a mixture of experts is not supported');
  }
  const hiddenSize = metadata.integer('llama.embedding_length');
  const heads = metadata.integer('llama.attention.head_count');
  const headDim = metadata.integerOr('llama.attention.key_length', hiddenSize / heads);
  if (metadata.integerOr('llama.rope.dimension_count', headDim) !== headDim) {
    throw new ModelFileError(
      'unsupported',
      file,
      'it rotates only part of each head, which is not supported',
    );
  }
  return {
    architecture,
    hiddenSize,
    intermediateSize: metadata.integer('llama.feed_forward_length'),
    layers: metadata.integer('llama.block_count'),
    heads,
    keyValueHeads: metadata.integerOr('llama.attention.head_count_kv', heads),
    headDim,
    vocabularySize: metadata.texts('tokenizer.ggml.tokens').length,
    contextLength: metadata.integer('llama.context_length'),
    ropeBase: metadata.has('llama.rope.freq_base') ? metadata.number('llama.rope.freq_base') : 10_000,
    normEpsilon: metadata.number('llama.attention.layer_norm_rms_epsilon'),
    tiedEmbeddings: !header.tensors.has('output.weight'),
  };
}
