import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { madeWith } from '../workshop/made-with.ts';
import type { Proof } from './proof.ts';

/** What each proof contract is about, and what it takes for granted. */
const SUBJECTS: Readonly<Record<string, string>> = {
  GovernanceProof:
    'Everybody has every permission, and may set anything: the market’s fee and the jobs’ fee never exceed 5 %, bonds cover both juries and the bounty, and a dispute has time for every phase.',
  JobEscrowProof:
    'From any storage and by any caller, each function of the escrow leaves the state of any job as it is, or carries it along an edge of the diagram in `contracts/README.md`. One price in the native currency stands for all: no state depends on amounts. `hire` is `request` after its signature. Not followed: `setParameters`, pauses and views, which write no job.',
  MoneyProof:
    'In integers, up to prices of 2^240: a fee is never above its cap, a share is the floor, parts fit into the part of their sum, splits and settlements sum to the price, and nothing over- or underflows. The sum is written out there over the library that the market shares prices with; that the market’s loop does the same is for the invariants and the model.',
  NodeRegistryProof:
    'From any storage in which a node has `locked <= stake`, it has so after each function that writes either, whoever calls. The draw is proved for one ticket and its first tries, lists of classes and credits for empty ones.',
  TraceProof:
    'In trees of two to four leaves a path shows the committed leaf of its index and no other; a leaf says its job, its index and both halves. Assumes that keccak256 has no collisions.',
};

/** Writes the page of a run in which everything was as it should be. */
export async function writePage(root: string, proofs: readonly Proof[], seconds: number): Promise<void> {
  const controls = proofs.filter(({ control }) => control).length;
  const subjects = [...new Set(proofs.map(({ subject }) => subject))].toSorted();
  await writeFile(
    join(root, 'docs/evidence/proofs.md'),
    `# Proofs

For all values, not for tried ones. Halmos with z3 follows the real code of a contract whose storage may hold anything; the compiler's SMTChecker with z3 decides arithmetic in integers. The other contracts of the core are stood for by one that takes any call and answers zeros.

\`\`\`sh
npm run evidence -- proofs   # installs halmos and z3 into .cache at first need; --only JobEscrowProof
\`\`\`

**${proofs.length - controls} properties proved, ${controls} controls refuted**, in ${seconds.toFixed(0)} s. A control is known to be false: the command fails unless each is refuted and all else is proved. A property has 15 minutes; what the solver gives up on, or what holds only because every call reverts, is not proved.

${madeWith(root, ['solc'], ['halmos 0.3.3', 'z3 4.12.6'])}
${subjects.map((subject) => section(subject, proofs)).join('')}
## Not covered

Loops are unrolled 8 times. Halmos follows code that nothing has optimized; that the compiler's optimizer keeps its meaning is taken for granted, and what is deployed is what the other tests run. Disputes and licences have no proofs: they are held by the invariants and the model.
`,
  );
}

function section(subject: string, proofs: readonly Proof[]): string {
  const own = proofs.filter((proof) => proof.subject === subject);
  const rows = own.map(({ name, prover, outcome, control, seconds }) => {
    const time = seconds === undefined ? '' : `${seconds.toFixed(0)} s`;
    return `| ${name.replace(/^check_(REFUTED_)?|^refuted/, '')} | ${prover} | ${outcome}${control ? ', as it must be' : ''} | ${time} |`;
  });
  return `
## ${subject}

${SUBJECTS[subject] ?? ''} [Source](../../test/contracts/proofs/${subject}.sol).

| property | by | | |
|---|---|---|---|
${rows.join('\n')}
`;
}
