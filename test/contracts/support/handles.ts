import { getAddress } from 'viem';
import type { Address } from 'viem';
import { valueOf } from './job-request.ts';
import type { JobRequest } from './job-request.ts';
import { NATIVE } from './protocol.ts';
import type { Protocol } from './protocol.ts';

/** Who acts in a test. */
export type Actor = keyof Protocol['accounts'];

/** Short names for what tests of jobs say all the time, about the protocol that `current` gives. */
export function handles(current: () => Protocol) {
  const address = (name: Actor): Address => getAddress(current().accounts[name].account.address);
  return {
    address,
    /** Sends as this actor. */
    by: (name: Actor) => ({ account: current().accounts[name].account }),
    stateOf: async (jobId: bigint) => (await current().escrow.read.jobOf([jobId])).state,
    reviewOf: async (jobId: bigint) => (await current().escrow.read.jobOf([jobId])).review,
    /** What is locked of the node's stake. */
    lockedOf: async () => (await current().nodes.read.nodeOf([address('node')])).locked,
    /** What the requester's job holds, and all others. */
    escrowed: () => current().treasury.read.escrowed([NATIVE]),
    /** The requester requests a job. */
    ask: (request: JobRequest, value = valueOf(request)) => {
      const { account } = current().accounts.requester;
      return current().escrow.write.request([request], { account, value });
    },
  };
}
