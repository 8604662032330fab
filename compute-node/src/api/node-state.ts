import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isUnfinished } from '../journal/job-edges.ts';
import { JOB_STATES } from '@cultivar/sdk';
import type { NodeHealth, NodeInfo } from '@cultivar/sdk';
import type { ChainBlock } from '../chain/chain.ts';
import type { NodeCore } from '../node-core.ts';
import type { Sandbox } from '../sandbox/sandbox.ts';
import { VERSION } from '../version.ts';

/** What the node can say about itself at this moment. */
export type NodeState = {
  sawHead(head: ChainBlock): void;
  health(): Promise<NodeHealth>;
  info(): Promise<NodeInfo>;
};

// Polls missed before the chain counts as lost.
const STALE_POLLS = 10;

/** The state of a started node. */
export function nodeState(core: NodeCore, sandbox: Sandbox['kind'], signal: AbortSignal): NodeState {
  const { config, reader, journal, store, now } = core;
  const startedAtMs = now();
  let head: { block: ChainBlock; atMs: number } | undefined;

  async function health(): Promise<NodeHealth> {
    const staleMs = Math.max(5_000, STALE_POLLS * config.pollMs);
    const ageMs = now() - (head?.atMs ?? startedAtMs);
    const content = await store.status();
    const checks = {
      chain: {
        ok: ageMs < staleMs,
        detail: head ? `block ${head.block.number}, read ${ageMs} ms ago` : `not read for ${ageMs} ms`,
      },
      journal: journalCheck(),
      content: { ok: content.ok, detail: content.detail },
      trainer: { ok: core.classes.length > 0, detail: core.classes.join(', ') },
    };
    const ok = Object.values(checks).every((check) => check.ok);
    return { ok, version: VERSION, uptimeMs: now() - startedAtMs, checks };
  }

  function journalCheck(): { ok: boolean; detail: string } {
    try {
      return { ok: true, detail: `${journal.jobs.unfinished().length} unfinished jobs` };
    } catch (error) {
      return { ok: false, detail: (error as Error).message };
    }
  }

  async function info(): Promise<NodeInfo> {
    const node = await reader.node(reader.account);
    const counts = journal.jobs.count();
    const open = JOB_STATES.filter(isUnfinished).reduce((sum, state) => sum + counts[state], 0);
    const manifest = await registeredManifest();
    const busy = counts.training + counts.stored + counts.claimed > 0;
    const working = busy ? 'busy' : 'idle';
    return {
      version: VERSION,
      state: signal.aborted ? 'stopping' : node.registeredAt === 0 ? 'unregistered' : working,
      chainId: reader.chainId,
      account: reader.account,
      classes: core.classes,
      ...(manifest && node.registeredAt > 0 ? { manifest } : {}),
      stakeWei: String(node.stakeWei),
      lockedWei: String(node.lockedWei),
      minPriceWei: String(config.minPriceWei),
      gateway: config.gatewayUrl,
      sandbox,
      head: {
        block: String(journal.cursor.get()?.blockNumber ?? 0n),
        ...(head ? { hash: head.block.hash } : {}),
        ageMs: now() - (head?.atMs ?? startedAtMs),
      },
      jobs: { open, settled: counts.settled, lost: counts.lost, refused: counts.refused },
    };
  }

  async function registeredManifest(): Promise<string | undefined> {
    try {
      return await readFile(join(config.dir, 'registered-manifest'), 'utf8');
    } catch {
      // Registered elsewhere, or not at all.
      return undefined;
    }
  }

  return { sawHead: (block) => void (head = { block, atMs: now() }), health, info };
}
