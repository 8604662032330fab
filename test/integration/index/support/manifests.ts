import type { Hex } from '@cultivar/sdk/spec';

/** The manifest of a small chat model. */
export const modelManifest = (creator: Hex, name: string) => ({
  ...common(creator, name),
  kind: 'model',
  tags: ['small', 'chat'],
  model: { architecture: 'llama', format: 'gguf', parameters: 134_515_008, contextLength: 8192 },
});

/** The manifest of a dataset of 120 rows. */
export const datasetManifest = (creator: Hex) => ({
  ...common(creator, 'Sums in words'),
  kind: 'dataset',
  dataset: { rows: 120, format: { name: 'messages' } },
});

/** The manifest of an adapter that a job trained over `base`. */
export const adapterManifest = (creator: Hex, base: Hex) => ({
  ...common(creator, 'Sums adapter'),
  kind: 'adapter',
  adapter: { method: 'lora', rank: 8, alpha: 16, targets: ['q_proj'], parameters: 1000, base },
  metrics: {
    rows: 100,
    heldOutRows: 10,
    steps: 20,
    tokens: 9000,
    heldOutLossBefore: 2.5,
    heldOutLossAfter: 1.25,
  },
});

/** Fields that every manifest of these tests has. */
const common = (creator: Hex, name: string) => ({
  cultivar: 1,
  name,
  creator,
  license: 'Apache-2.0',
  files: [
    {
      name: 'file.bin',
      cid: 'bafkreigh2akiscaildcqabsyg3dfr6chu3fgpregiymsck7e7aqa4s52zy',
      size: 7,
      mediaType: 'application/octet-stream',
      sha256: `0x${'ab'.repeat(32)}`,
    },
  ],
});
