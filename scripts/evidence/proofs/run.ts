import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { pythonTool } from '../workshop/python-tool.ts';
import { findProofs } from './find-proofs.ts';
import { holds } from './proof.ts';
import type { Proof } from './proof.ts';
import { proveArithmetic } from './prove-arithmetic.ts';
import { proveContracts } from './prove-contracts.ts';

// npm run evidence -- proofs [--only TraceProof]: proves what test/contracts/proofs says, with a control in each contract.
const { values } = parseArgs({ options: { only: { type: 'string', default: '' } } });
const root = join(import.meta.dirname, '../../..');
const bin = await pythonTool(root, 'halmos==0.3.3');
const { contracts, arithmetic } = await findProofs(root, values.only);
const startedMs = performance.now();
const proofs = [
  ...arithmetic.flatMap((name) =>
    proveArithmetic(root, `test/contracts/proofs/${name}.sol`, join(bin, 'z3')),
  ),
  ...(await proveContracts(contracts, { root, bin, folder: join(root, '.cultivar/proofs') })),
];
for (const proof of proofs) console.log(describe(proof));
const failed = proofs.filter((proof) => !holds(proof));
console.log(`${proofs.length - failed.length} as they should be, ${failed.length} not, in ${seconds()} s`);
if (failed.length > 0 || proofs.length === 0) process.exitCode = 1;
else if (values.only === '') await writePage();

function describe(proof: Proof): string {
  const { subject, name, prover, outcome, control } = proof;
  return `${holds(proof) ? 'ok' : 'NOT OK'} ${outcome}${control ? ' (as a control must be)' : ''} ${subject}.${name} (${prover})`;
}

function seconds(): string {
  return ((performance.now() - startedMs) / 1000).toFixed(0);
}

async function writePage(): Promise<void> {
  const rows = proofs.map(
    ({ subject, name, prover, outcome, control }) =>
      `| \`${subject}\` | ${name} | ${prover} | ${outcome}${control ? ', as it must be' : ''} |`,
  );
  await writeFile(
    join(root, 'docs/evidence/proofs.md'),
    `# Proofs

For all values, not for tried ones. Halmos 0.3.3 with z3 follows the real code of a contract whose storage may hold anything; the compiler's SMTChecker with z3 decides arithmetic in integers. The other contracts of the core are stood for by one that takes any call and answers zeros.

\`\`\`sh
npm run evidence -- proofs   # installs halmos and z3 into .cache at first need
\`\`\`

${proofs.length} properties in ${seconds()} s, controls included: a control is known to be false, and the command fails unless it is refuted. The sources say what each property is and what it assumes: [\`test/contracts/proofs\`](../../test/contracts/proofs).

| contract | property | by | |
|---|---|---|---|
${rows.join('\n')}

**Bounds.** Loops are unrolled 8 times, so the draw of jurors is proved for its first tries. In \`JobEscrowProof\` the amounts of a job are fixed; its states, times, versions, callers and storage are not.
`,
  );
}
