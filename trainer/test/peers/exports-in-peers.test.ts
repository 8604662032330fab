import { describe, expect, it } from 'vitest';
import { openModel } from '../../src/model/open-model.ts';
import { PARITY_ARCHITECTURES, parityFixture } from '../parity/parity-fixture.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { exportInPeers } from './export-in-peers.ts';
import { findPeers } from './find-peers.ts';
import { llamaCppReach } from './llama-cpp-reach.ts';

const LOGIT_LIMIT = 1e-4;
/** llama.cpp keeps keys and values in half precision. */
const PROBABILITY_LIMIT = 1e-3;

const peers = findPeers();

describe.runIf(peers)('an export, run by other programs (CULTIVAR_PEERS)', () => {
  it.each(PARITY_ARCHITECTURES)(
    'of a %s answers as PEFT does',
    { timeout: 240_000 },
    async (architecture) => {
      const fixture = await parityFixture(architecture);
      const reach = llamaCppReach(architecture, fixture.ids[0]!.length);
      const found = await exportInPeers(peers!, fixture, { folder: await temporaryFolder(), reach });
      const model = await openModel(fixture.modelFiles);
      await model.close();
      const encoded = model.tokenizer.encode('the cat sat on the mat');

      expect(found.transformersJs).toMatchObject({ sameTokens: fixture.greedy.written.length, encoded });
      expect(found.transformersJs.logits).toBeLessThan(LOGIT_LIMIT);
      for (const one of [found.merged, found.lora]) {
        expect(one).toMatchObject({ sameTokens: reach, encoded });
        expect(one.probability).toBeLessThan(PROBABILITY_LIMIT);
      }
    },
  );
});
