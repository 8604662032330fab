import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { pythonTool } from '../workshop/python-tool.ts';
import { findProofs } from './find-proofs.ts';
import { holds } from './proof.ts';
import type { Proof } from './proof.ts';
import { proveArithmetic } from './prove-arithmetic.ts';
import { proveContracts } from './prove-contracts.ts';
import { writePage } from './write-page.ts';

// npm run evidence -- proofs [--only TraceProof]: proves what test/contracts/proofs says, with a control in each contract.
const { values } = parseArgs({ options: { only: { type: 'string', default: '' } } });
const root = join(import.meta.dirname, '../../..');
const bin = await pythonTool(root, 'halmos==0.3.3');
const { contracts, arithmetic } = await findProofs(root, values.only);
const startedMs = performance.now();
const proofs = arithmetic.flatMap((name) =>
  proveArithmetic(root, `test/contracts/proofs/${name}.sol`, join(bin, 'z3')),
);
for (const proof of proofs) tell(proof);
proofs.push(
  ...(await proveContracts(contracts, { root, bin, folder: join(root, '.cultivar/proofs'), tell })),
);
const seconds = (performance.now() - startedMs) / 1000;
const failed = proofs.filter((proof) => !holds(proof));
for (const proof of failed) tell(proof);
console.log(
  `${proofs.length - failed.length} as they should be, ${failed.length} not, in ${seconds.toFixed(0)} s`,
);
if (failed.length > 0 || proofs.length === 0) process.exitCode = 1;
else if (values.only === '') await writePage(root, proofs, seconds);

function tell(proof: Proof): void {
  const { subject, name, prover, outcome, control, seconds: own } = proof;
  const time = own === undefined ? '' : `, ${own.toFixed(0)} s`;
  console.log(
    `${holds(proof) ? 'ok' : 'NOT OK'} ${outcome}${control ? ' (as a control must be)' : ''} ${subject}.${name} (${prover}${time})`,
  );
}
