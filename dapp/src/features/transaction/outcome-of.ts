import {
  assetRegistryAbi,
  disputesAbi,
  jobEscrowAbi,
  licenseMarketAbi,
  treasuryAbi,
} from '@cultivar/sdk/abi';
import { decodeEventLog } from 'viem';
import type { Abi } from 'viem';
import type { TransactionRecord } from '../../lib/transaction/transaction-record.ts';
import type { CallLog } from '../../lib/wallet/chain-writer.ts';

type Outcome = NonNullable<TransactionRecord['outcome']>;
type Args = Record<string, unknown>;

const ABIS: Abi[] = [disputesAbi, jobEscrowAbi, licenseMarketAbi, treasuryAbi, assetRegistryAbi];

/** Events that say what came of a transaction, the most telling first. */
const WORDS: [event: string, outcome: (args: Args, chainId: number) => Outcome][] = [
  [
    'ResultMinted',
    (args, chainId) => ({ words: 'The result is yours', path: `/a/${chainId}:${args.assetId}` }),
  ],
  [
    'JobSettled',
    (args, chainId) => ({ words: `Run #${args.jobId} is settled`, path: `/train/${chainId}:${args.jobId}` }),
  ],
  [
    'JobRequested',
    (args, chainId) => ({
      words: `Run #${args.jobId} is requested`,
      path: `/train/${chainId}:${args.jobId}`,
    }),
  ],
  [
    'JobCanceled',
    (args) => ({ words: `Run #${args.jobId} is canceled, its escrow can be withdrawn`, path: '/my' }),
  ],
  ['JobRefunded', (args) => ({ words: `Run #${args.jobId} is refunded` })],
  ['BondReleased', (args) => ({ words: `The bond of run #${args.jobId} is free` })],
  [
    'ChallengeOpened',
    (args, chainId) => ({
      words: `Run #${args.jobId} is challenged`,
      path: `/train/${chainId}:${args.jobId}`,
    }),
  ],
  ['LicenseRenewed', () => ({ words: 'The licence is renewed' })],
  ['SeatAssigned', () => ({ words: 'The seat is given' })],
  ['SeatCleared', () => ({ words: 'The seat is cleared' })],
  ['NoncesCanceled', () => ({ words: 'The voucher is void' })],
  ['LicenseBought', () => ({ words: 'The licence is yours', path: '/my' })],
  ['OfferMade', (args, chainId) => ({ words: 'The offer stands', path: `/a/${chainId}:${args.assetId}` })],
  ['OfferClosed', () => ({ words: 'The offer is closed' })],
  ['Withdrawn', () => ({ words: 'The earnings are in your account' })],
  [
    'AssetRegistered',
    (args, chainId) => ({ words: 'The asset is registered', path: `/a/${chainId}:${args.assetId}` }),
  ],
];

/** What a confirmed transaction made, read from its logs; undefined when they say nothing we know. */
export function outcomeOf(logs: readonly CallLog[], chainId: number): Outcome | undefined {
  const events = logs.flatMap(decoded);
  for (const [name, outcome] of WORDS) {
    const event = events.find(({ eventName }) => eventName === name);
    if (event) return outcome(event.args, chainId);
  }
  return undefined;
}

function decoded(log: CallLog): { eventName: string; args: Args }[] {
  for (const abi of ABIS) {
    try {
      const { eventName, args } = decodeEventLog({
        abi,
        topics: log.topics as [CallLog['data']],
        data: log.data,
      });
      return [{ eventName: eventName ?? '', args: (args ?? {}) as unknown as Args }];
    } catch {
      // Not an event of this contract; another of ours may know it, or a token's may be meant.
    }
  }
  return [];
}
