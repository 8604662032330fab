import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { madeWith } from '../../evidence/workshop/made-with.ts';
import { GAS_TARGETS } from './figure.ts';
import type { GasFigure } from './figure.ts';

/** Of an operation over its target. */
type Excess = {
  /** Gas of the transaction with its call data, of cold slots, calls and events: before an instruction of ours. */
  fixed: number;
  /** What would bring it down, and why that was not done. */
  left: string;
};

const EXCESS: Readonly<Record<string, Excess>> = {
  offer: {
    fixed: 59_400,
    left: 'Asking who owns the asset costs 4.7 k. Without that question the target is met, and anybody offers anything.',
  },
  'buy, new buyer': {
    fixed: 111_000,
    left: 'Most of the rest is ABI coding of terms, credits and events. The protocol’s fee without an event of its own would save 2.6 k, and leave a credit that no log explains.',
  },
  'buy, 4 ancestors': {
    fixed: 149_800,
    left: 'Each ancestor is paid: its owner (2.1 k), its credit (5 k), its event (2.6 k). One event for all would save 1.9 k each, and hide who got what for which asset.',
  },
  request: {
    fixed: 111_700,
    left: 'The fixed part alone is above the target. The job takes two slots (44.1 k); its terms are one hash of them already, and the struct stands in the events.',
  },
  claim: {
    fixed: 51_600,
    left: 'The terms are passed back as call data (26 k with the transaction): a slot of terms would cost 22 k once and 2.1 k here.',
  },
  submit: {
    fixed: 68_900,
    left: '4.7 k fix the length of the list of tickets: without it whoever adds tickets after the submission chooses its auditors.',
  },
  finalize: {
    fixed: 73_000,
    left: 'Two credits and the bond (20 k) are what settling is.',
  },
  'whole job': {
    fixed: 305_200,
    left: 'The sum of the four. The slot of its review (22.1 k) is what audits and disputes hang on.',
  },
  challenge: {
    fixed: 113_300,
    left: 'A third slot (22 k) was saved: who accuses is part of the jury’s hash. `Disputes` keeps its own copy of a version’s rules, which saves 13.6 k against asking the escrow. Cutting the jury’s hash to 160 bits would bring it to 106 k, and leave collisions within reach of 2^80 hashes.',
  },
  'open the leaves': {
    fixed: 60_600,
    left: 'Two paths of six hashes; they are hashed in scratch memory. The copy of the rules saves 10.7 k.',
  },
  'draw a jury of 5': {
    fixed: 106_500,
    left: 'For each juror a ticket and its stake (35.5 k for five) and an event. Without the lock a juror could leave before it is slashed.',
  },
  commit: {
    fixed: 53_800,
    left: 'The vote’s slot is 22.1 k, the transaction 25.4 k.',
  },
  'draw and pass an audit': {
    fixed: 170_200,
    left: 'The fixed part alone is above the target: two transactions (59.8 k), the audit’s own slots (29.2 k), stake that is locked and released, and nine events.',
  },
};

/** Writes the page about figures that were measured just now. */
export async function writePage(root: string, figures: readonly GasFigure[]): Promise<void> {
  const rows = figures.map(({ name, gas }) => ({ name, gas, ...GAS_TARGETS[name]! }));
  const over = rows.filter(({ gas, target }) => gas > target);
  const worst = over.toSorted((a, b) => b.gas / b.target - a.gas / a.target);
  await writeFile(
    join(root, 'docs/evidence/gas.md'),
    `# Gas

Whole transactions with their call data, in the native currency, in the pre-states that the targets name, of the build that is deployed. Targets come from an arithmetic of slots that was made before the contracts; peers are as measured or published.

\`\`\`sh
npm run bench -- gas               # prints this table; --update writes it and snapshots/gas.json
\`\`\`

A test of the default run measures again and fails where a figure is more than 1 % off \`snapshots/gas.json\`, or this page says another figure than the snapshot.

| operation | measured | target | ratio | peers |
|---|---:|---:|---:|---|
${rows.map(({ name, gas, target, peer }) => `| ${name} | ${gas} | ${target} | ${(gas / target).toFixed(2)} | ${peer} |`).join('\n')}

**${rows.length - over.length} of ${rows.length} within their target.** ${madeWith(root, ['solc', 'hardhat', '@openzeppelin/contracts'])}

## What is measured

* Digests have no zero bytes to speak of, as real ones have; a job has 64 segments, so a path has six hashes, two parents, a paid audit and 17 nodes in its class. Another job stays open meanwhile; three like it have gone before, so node, auditor and requester have been paid.
* Whatever draws by a block's hash is the cheapest of 24 blocks: one without a try in vain. A try that hits a party or a juror again reads two slots more.
* The chain's clock is held, so that a run repeats.

## Over target

*Fixed* is what the transaction, its call data, cold slots, calls among contracts and events cost by the chain's own prices, before an instruction of ours; the slots one by one are in [contracts/README.md](../../contracts/README.md#gas). *Ours* is the rest.

| operation | over by | fixed | ours | what was tried, and what is left |
|---|---:|---:|---:|---|
${worst.map(({ name, gas, target }) => `| ${name} | ${gas - target} | ${EXCESS[name]?.fixed ?? ''} | ${EXCESS[name] ? gas - EXCESS[name].fixed : ''} | ${EXCESS[name]?.left ?? ''} |`).join('\n')}

**The compiler** was chosen first: through IR a job costs 8 k less than without. Most contracts are built for 20,000 runs of the optimizer, the two largest for fewer (\`JobEscrow\` 1,000, \`Disputes\` 200), so that their code fits the 24,576 bytes that a chain takes.

## Not covered

Payments in an ERC-20 (each adds the token's own transfer), rollups' price for call data, and draws that need more than one try.
`,
  );
}
