// Prints the table of docs/evidence/trainer-export.md. CULTIVAR_PEERS is a folder with both packages installed.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PARITY_ARCHITECTURES, parityFixture } from '../parity/parity-fixture.ts';
import { exportInPeers } from './export-in-peers.ts';
import { findPeers } from './find-peers.ts';
import { llamaCppReach } from './llama-cpp-reach.ts';

const peers = findPeers();
if (peers === undefined) throw new Error('CULTIVAR_PEERS names no folder with node-llama-cpp');
console.log(
  '| architecture | transformers.js: logits | greedy tokens | llama.cpp, merged: probability | likeliest | GGUF LoRA: probability | likeliest |',
);
console.log('|---|---|---|---|---|---|---|');
for (const architecture of PARITY_ARCHITECTURES) {
  const fixture = await parityFixture(architecture);
  const folder = await mkdtemp(join(tmpdir(), 'export-'));
  const reach = llamaCppReach(architecture, fixture.ids[0]!.length);
  const { transformersJs, merged, lora } = await exportInPeers(peers, fixture, { folder, reach });
  await rm(folder, { recursive: true });
  const cells = [merged, lora].map(
    ({ probability, sameTokens, tokens }) => `${probability.toExponential(1)} | ${sameTokens} of ${tokens}`,
  );
  console.log(
    `| ${architecture} | ${transformersJs.logits.toExponential(1)} | ` +
      `${transformersJs.sameTokens} of ${fixture.greedy.written.length} | ${cells.join(' | ')} |`,
  );
}
