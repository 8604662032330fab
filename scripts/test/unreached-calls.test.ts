import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { toFunctionSelector } from 'viem';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { NOTES, unreachedCalls } from './unreached-calls.ts';

const CONTRACTS = ['AssetRegistry', 'LicenseMarket', 'Treasury', 'NodeRegistry', 'JobEscrow', 'Disputes'];
const RESOLVE = 'function resolve(uint256 jobId)';
const REFUTE = 'function refute(uint256 jobId)';

let root: string;

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'campaigns-'));
  for (const name of CONTRACTS) await built(`artifacts/contracts/${name}.sol/${name}.json`);
  for (const name of ['Jobs', 'Disputes', 'Market']) {
    await built(
      `.cache/solidity-tests/artifacts/test/contracts/${name}Campaign.t.sol/${name}Handler.json`,
      'passTime',
    );
    await noted(name.toLowerCase(), 'passTime');
  }
});

afterEach(() => rm(root, { recursive: true }));

describe('calls that campaigns did not reach', () => {
  it('are none where every act and every function came through', async () => {
    await built('artifacts/contracts/Disputes.sol/Disputes.json', 'resolve');
    await noted('disputes', 'passTime', `settleIt Disputes ${toFunctionSelector(RESOLVE)}`);
    expect(await unreachedCalls(root)).toEqual([]);
  });

  it('are an act that never came through, by its campaign', async () => {
    await noted('market', 'buy LicenseMarket 0x00000000');
    expect(await unreachedCalls(root)).toEqual(['the campaign of market never reached passTime']);
  });

  it('are all acts of a campaign that did not play', async () => {
    await rm(join(root, NOTES, 'jobs.txt'));
    expect(await unreachedCalls(root)).toEqual(['the campaign of jobs never reached passTime']);
  });

  it('are a function that nobody called', async () => {
    await built('artifacts/contracts/Disputes.sol/Disputes.json', 'resolve');
    expect(await unreachedCalls(root)).toEqual(['no campaign reached Disputes.resolve']);
  });

  it('are a function that was only refused', async () => {
    await built('artifacts/contracts/Disputes.sol/Disputes.json', 'resolve');
    await noted('disputes', 'passTime', `intrude Disputes ${toFunctionSelector(RESOLVE)}`);
    expect(await unreachedCalls(root)).toEqual(['no campaign reached Disputes.resolve']);
  });

  it('are a function of the core that no outsider tried', async () => {
    await built('artifacts/contracts/JobEscrow.sol/JobEscrow.json', 'refute');
    expect(await unreachedCalls(root)).toEqual(['no campaign tried to intrude on JobEscrow.refute']);
    await noted('jobs', 'passTime', `intrude JobEscrow ${toFunctionSelector(REFUTE)}`);
    expect(await unreachedCalls(root)).toEqual([]);
  });
});

/** An artifact with functions of one number, and with a view that nobody has to reach. */
async function built(path: string, ...names: string[]): Promise<void> {
  const inputs = [{ name: 'jobId', type: 'uint256' }];
  const of = (name: string, stateMutability: string) => ({
    ...{ type: 'function', name, stateMutability, inputs },
    outputs: [],
  });
  const abi = [of('look', 'view'), ...names.map((name) => of(name, 'nonpayable'))];
  await write(path, JSON.stringify({ abi }));
}

const noted = (campaign: string, ...lines: string[]) =>
  write(join(NOTES, `${campaign}.txt`), `${lines.join('\n')}\n`);

async function write(path: string, content: string): Promise<void> {
  await mkdir(dirname(join(root, path)), { recursive: true });
  await writeFile(join(root, path), content);
}
