import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { deploymentSchema } from '@cultivar/sdk';
import { assetRegistryAbi, jobEscrowAbi, licenseMarketAbi } from '@cultivar/sdk/abi';
import { beforeAll, describe, expect, it } from 'vitest';
import { descendants } from '../../scripts/services/descendants.ts';
import { startChain } from '../../scripts/services/chain.ts';
import { freePort } from '../../scripts/services/free-port.ts';
import { processCommand } from '../../scripts/services/process-command.ts';
import { localClients } from '../../scripts/start/accounts.ts';
import type { LastRun } from '../../scripts/start/flow/last-run.ts';
import { lastRunOf, startCultivar, stateWithMainJob } from '../support/cultivar.ts';
import type { TestState } from '../../scripts/test/shared-state.ts';

let state: TestState;
let first: LastRun;
beforeAll(async () => {
  ({ state, first } = await stateWithMainJob());
}, 900_000);

/** What the chain in a state folder has recorded of jobs, tokens and licences. */
async function recorded() {
  const stop = new AbortController();
  const stateDir = join(state.folder, 'local/chain');
  const chain = await startChain({ stateDir, port: await freePort(), signal: stop.signal });
  try {
    const { addresses } = deploymentSchema.parse(
      JSON.parse(await readFile(join(state.folder, 'local/deployment.json'), 'utf8')),
    );
    const { reader } = localClients(chain.rpcUrl);
    const escrow = { address: addresses.jobEscrow, abi: jobEscrowAbi, fromBlock: 0n } as const;
    const market = { address: addresses.licenseMarket, abi: licenseMarketAbi, fromBlock: 0n } as const;
    const count = async (events: Promise<readonly unknown[]>) => (await events).length;
    return {
      assets: Number(
        await reader.readContract({
          address: addresses.assetRegistry,
          abi: assetRegistryAbi,
          functionName: 'assetCount',
        }),
      ),
      requests: await count(reader.getContractEvents({ ...escrow, eventName: 'JobRequested' })),
      claims: await count(reader.getContractEvents({ ...escrow, eventName: 'JobClaimed' })),
      submissions: await count(reader.getContractEvents({ ...escrow, eventName: 'JobSubmitted' })),
      settlements: await count(reader.getContractEvents({ ...escrow, eventName: 'JobSettled' })),
      offers: await count(reader.getContractEvents({ ...market, eventName: 'OfferMade' })),
      licenses: await count(reader.getContractEvents({ ...market, eventName: 'LicenseBought' })),
    };
  } finally {
    await chain.stop();
  }
}

describe('a run that is killed with -9 in the middle of training', () => {
  it('finishes the same job when it is started again, without a second payment or token', async () => {
    const before = await recorded();
    // One segment of the trace: it is killed in its middle, not measured.
    const shorter = { ...state, env: { ...state.env, CULTIVAR_STEPS: '7' } };
    const killed = startCultivar(shorter, ['--once']);
    await expect.poll(() => killed.output(), { timeout: 300_000, interval: 200 }).toMatch(/step \d+ of \d+/);
    const pids = [killed.child.pid!, ...(await descendants([killed.child.pid!]))];
    for (const pid of pids) {
      if (await processCommand(pid)) process.kill(pid, 'SIGKILL');
    }
    await killed.ended;

    const resumed = startCultivar(shorter, ['--once']);
    expect(await resumed.ended, resumed.output()).toBe(0);
    expect(resumed.output()).toMatch(/was requested before/);

    const second = (await lastRunOf(state))!;
    expect(second.adapterTokenId).not.toBe(first.adapterTokenId);
    expect(second.adapterDigestMatches).toBe(true);
    expect(second.heldOutLossAfter).toBeLessThan(second.heldOutLossBefore);
    expect(await recorded()).toEqual({
      assets: before.assets + 1,
      requests: before.requests + 1,
      claims: before.claims + 1,
      submissions: before.submissions + 1,
      settlements: before.settlements + 1,
      offers: before.offers + 1,
      licenses: before.licenses + 1,
    });
  }, 900_000);
});
