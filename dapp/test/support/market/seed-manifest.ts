import { parseManifest } from '@cultivar/sdk/spec';
import type { FileEntry, Hex, Manifest } from '@cultivar/sdk/spec';
import type { Seed } from './seed.ts';

const CHAIN_ID = 41337;

/**
 * The manifest of an asset.
 *
 * @param digests Of the manifests before it; the first is the base model's.
 */
export function seedManifest(
  seed: Seed,
  number: number,
  creator: string,
  file: FileEntry,
  digests: Hex[],
): Manifest {
  const parents = seed.parents?.map((parent) => ({
    role: parent === 1 ? 'base' : 'dataset',
    asset: `${CHAIN_ID}:${parent}`,
    manifest: digests[parent - 1],
  }));
  const common = {
    cultivar: 1,
    kind: seed.kind,
    name: seed.name,
    summary: seed.summary,
    creator,
    license: seed.license ?? 'LicenseRef-Commercial',
    files: [file],
    ...(seed.tags && { tags: seed.tags }),
    ...(seed.card && { card: seed.card }),
    ...(parents && { parents }),
  };
  const own = {
    model: {
      model: {
        architecture: 'llama',
        format: 'gguf',
        quantization: 'Q4_1',
        parameters: 134_515_008,
        contextLength: 8192,
      },
    },
    adapter: {
      adapter: {
        method: 'lora',
        rank: 8,
        alpha: 16,
        targets: ['q_proj', 'v_proj'],
        parameters: 460_800,
        base: digests[0],
      },
      job: { chainId: CHAIN_ID, escrow: `0x${'1'.repeat(40)}`, jobId: String(number) },
      metrics: {
        rows: 120,
        heldOutRows: 16,
        steps: 40,
        tokens: 20_480,
        heldOutLossBefore: 1.9132,
        heldOutLossAfter: 1.4208,
      },
    },
    dataset: {
      dataset: {
        rows: 7473,
        format: { name: 'prompt-completion', prompt: 'question', completion: 'answer' },
        preview: [
          { question: 'A baker makes 12 rolls and sells 5. How many are left?', answer: '12 - 5 = 7' },
          { question: 'Three pens cost 6 coins. What does one cost?', answer: '6 / 3 = 2' },
        ],
      },
    },
    prompt: {
      prompt: {
        system:
          'You help a person find a bug. Ask one question at a time, about one thing, and wait for the answer. Never write the fix.',
      },
    },
    agent: {
      agent: {
        instructions: 'Match each line of the bank export to an invoice. Ask about what fits none.',
        model: digests[0],
        tools: [
          {
            name: 'find_invoice',
            description: 'Finds invoices by amount and date.',
            parameters: { type: 'object' },
          },
        ],
      },
    },
  }[seed.kind];
  return parseManifest({ ...common, ...own });
}
