import type { HardhatRuntimeEnvironment } from 'hardhat/types/hre';
import type { NetworkConnection } from 'hardhat/types/network';
import { coinbaseOf, REPORTING } from '../schema/switch.ts';

/** What playing a test has come by. */
export type Reached = { mutants: ReadonlySet<string>; fixtures: readonly string[] };

type Fixture = (connection: NetworkConnection) => Promise<unknown>;
type Kept = { fixture: Fixture; data: unknown; snapshot: string; mutant: string | undefined };

/**
 * The tests' chains, all with the same mutant in force. A fixture is kept from test to test and from mutant to mutant,
 * for as long as no mutant is concerned that its making came by; so what a test finds is what it would find on a chain
 * where the mutant was in force from the first block.
 */
export class MutatedChain {
  /** What the making of each fixture came by. */
  readonly reachOfFixtures = new Map<string, ReadonlySet<string>>();
  #mutant: string | undefined;
  #reached = new Set<string>();
  #fixtures: string[] = [];
  readonly #beginnings = new Map<NetworkConnection, string>();
  readonly #kept = new Map<NetworkConnection, Kept>();
  /** Chains that a test has made for itself. */
  #passing: NetworkConnection[] = [];
  #ready = false;

  /** Takes charge of every chain that is made from now on. */
  constructor({ hooks }: HardhatRuntimeEnvironment) {
    hooks.registerHandlers('network', {
      newConnection: async (context, next) => {
        const connection = await next(context);
        await this.#adopt(connection as unknown as NetworkConnection);
        return connection;
      },
      onRequest: async (context, connection, request, next) => {
        const response = await next(context, connection, request);
        // Going back in time brings back the coinbase of that time.
        if (request.method === 'evm_revert') await this.#choose(connection as unknown as NetworkConnection);
        return response;
      },
      onCoverageData: async (_context, tags) => {
        for (const tag of tags) this.#reached.add(tag.slice(-REPORTING.length));
      },
    });
  }

  /** All test files are loaded: this is where every fixture begins. */
  async begin(): Promise<void> {
    for (const connection of this.#beginnings.keys()) {
      this.#beginnings.set(connection, await snapshotOf(connection));
    }
    this.#ready = true;
  }

  /** Brings a mutant into force, or none. */
  async switchTo(mutant: string | undefined): Promise<void> {
    this.#mutant = mutant;
    for (const connection of this.#passing.splice(0)) await connection.close();
    for (const connection of this.#beginnings.keys()) {
      await this.#choose(connection);
      await enforce(connection);
    }
  }

  /** What was come by since this was last asked, while `REPORTING` was in force. */
  takeReached(): Reached {
    const reached = { mutants: this.#reached, fixtures: this.#fixtures };
    this.#reached = new Set();
    this.#fixtures = [];
    return reached;
  }

  async #adopt(connection: NetworkConnection): Promise<void> {
    await this.#choose(connection);
    if (this.#ready) {
      this.#passing.push(connection);
      return;
    }
    this.#beginnings.set(connection, '');
    const loadFixture = (fixture: Fixture) => this.#load(connection, fixture);
    Object.assign(connection.networkHelpers, { loadFixture });
  }

  async #choose({ provider }: NetworkConnection): Promise<void> {
    await provider.request({ method: 'hardhat_setCoinbase', params: [coinbaseOf(this.#mutant ?? '0')] });
  }

  async #load(connection: NetworkConnection, fixture: Fixture): Promise<unknown> {
    this.#fixtures.push(fixture.name);
    const kept = this.#kept.get(connection);
    this.#kept.delete(connection);
    if (kept?.fixture === fixture && this.#holds(kept)) {
      await goBack(connection, kept.snapshot);
      this.#kept.set(connection, { ...kept, snapshot: await snapshotOf(connection) });
      await enforce(connection);
      return kept.data;
    }
    await goBack(connection, this.#beginnings.get(connection)!);
    this.#beginnings.set(connection, await snapshotOf(connection));
    const mutant = this.#mutant;
    const data = await this.#make(connection, fixture);
    this.#kept.set(connection, { fixture, data, snapshot: await snapshotOf(connection), mutant });
    await enforce(connection);
    return data;
  }

  async #make(connection: NetworkConnection, fixture: Fixture): Promise<unknown> {
    const before = this.#reached;
    this.#reached = new Set();
    try {
      const data = await fixture(connection);
      if (this.#mutant === REPORTING) this.reachOfFixtures.set(fixture.name, this.#reached);
      return data;
    } finally {
      this.#reached = before;
    }
  }

  /** Whether a fixture is as it would be if it were made now. */
  #holds({ fixture, mutant }: Kept): boolean {
    if (mutant === this.#mutant) return true;
    const reach = this.reachOfFixtures.get(fixture.name);
    return reach !== undefined && !reach.has(mutant ?? '') && !reach.has(this.#mutant ?? '');
  }
}

async function snapshotOf({ provider }: NetworkConnection): Promise<string> {
  return (await provider.request({ method: 'evm_snapshot' })) as string;
}

async function goBack({ provider }: NetworkConnection, snapshot: string): Promise<void> {
  await provider.request({ method: 'evm_revert', params: [snapshot] });
}

/** A view is answered as the newest block has it: from the next block on it sees the mutant that is in force. */
async function enforce({ provider }: NetworkConnection): Promise<void> {
  await provider.request({ method: 'hardhat_mine' });
}
