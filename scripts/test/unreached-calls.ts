import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { toFunctionSelector } from 'viem';
import type { Abi, AbiFunction } from 'viem';

/** Where the campaigns note what they reached. */
export const NOTES = '.cache/solidity-tests/reached';

/** Each campaign's notes and handler. */
const CAMPAIGNS = { jobs: 'JobsCampaign', disputes: 'DisputesCampaign', market: 'MarketCampaign' };
const HANDLERS = '.cache/solidity-tests/artifacts/test/contracts';

/** What only the core may call of itself: outsiders try, and are refused. Everything else has to succeed. */
const CORE_ONLY: Readonly<Record<string, readonly string[]>> = {
  AssetRegistry: ['registerResult', 'setAuthority'],
  LicenseMarket: ['setAuthority'],
  Treasury: [
    ...['collect', 'hold', 'settle', 'refund', 'release', 'holdStake', 'releaseStake', 'slashStake'],
    'setAuthority',
  ],
  NodeRegistry: ['lock', 'unlock', 'slash', 'draw', 'releaseDuty', 'setAuthority'],
  JobEscrow: [
    ...['openDispute', 'closeDispute', 'refute', 'voidJob', 'passAudit', 'endAudits'],
    'setAuthority',
  ],
  Disputes: [],
};

/**
 * What the campaigns that ran last never did: an act of a handler that never came through, in any game, and an external
 * function that none of them called.
 *
 * @returns a sentence for each; empty when everything was reached
 */
export async function unreachedCalls(root: string): Promise<string[]> {
  const unreached: string[] = [];
  const called = new Set<string>();
  for (const [name, suite] of Object.entries(CAMPAIGNS)) {
    const lines = await readNotes(join(root, NOTES, `${name}.txt`));
    for (const line of lines) called.add(line.replace(/^(?!intrude )\w+ /, ''));
    const acts = new Set(lines.map((line) => line.split(' ')[0]));
    const handler = join(root, HANDLERS, `${suite}.t.sol`, `${suite.replace('Campaign', 'Handler')}.json`);
    for (const act of await writesOf(handler)) {
      if (!acts.has(act.name)) unreached.push(`the campaign of ${name} never reached ${act.name}`);
    }
  }
  for (const [contract, coreOnly] of Object.entries(CORE_ONLY)) {
    for (const call of await writesOf(join(root, `artifacts/contracts/${contract}.sol/${contract}.json`))) {
      const prefix = coreOnly.includes(call.name) ? 'intrude ' : '';
      if (called.has(`${prefix}${contract} ${toFunctionSelector(call)}`)) continue;
      unreached.push(
        `no campaign ${prefix === '' ? 'reached' : 'tried to intrude on'} ${contract}.${call.name}`,
      );
    }
  }
  return unreached;
}

async function readNotes(file: string): Promise<string[]> {
  return existsSync(file) ? [...new Set((await readFile(file, 'utf8')).trimEnd().split('\n'))] : [];
}

/** The functions that change something. */
async function writesOf(artifact: string): Promise<AbiFunction[]> {
  const { abi } = JSON.parse(await readFile(artifact, 'utf8')) as { abi: Abi };
  return abi.filter(
    (item) => item.type === 'function' && item.stateMutability !== 'view' && item.stateMutability !== 'pure',
  ) as AbiFunction[];
}
