import { isAddressEqual, parseEventLogs } from 'viem';
import type { Abi, ContractEventName, GetEventArgs, Log, TransactionReceipt } from 'viem';
import type { Deployment } from '../deployment.ts';
import { CONTRACT_ABIS } from './contract-abis.ts';
import type { ContractAbis, ContractName } from './contract-abis.ts';

/** An event of one of the protocol's contracts. */
export type ContractEvent = {
  contract: ContractName;
  eventName: string;
  args: Readonly<Record<string, unknown>>;
  log: Log;
};

/** The events of the protocol's contracts among `logs`, in their order; what others emitted is left out. */
export function decodeEvents(deployment: Deployment, logs: readonly Log[]): ContractEvent[] {
  const contracts = Object.keys(CONTRACT_ABIS) as ContractName[];
  return logs.flatMap((log) => {
    const contract = contracts.find((name) => isAddressEqual(deployment.addresses[name], log.address));
    if (contract === undefined) return [];
    const [event] = parseEventLogs({ abi: CONTRACT_ABIS[contract] as Abi, logs: [log] });
    if (event === undefined) return [];
    return [{ contract, eventName: event.eventName, args: event.args as Record<string, unknown>, log }];
  });
}

/** All arguments of an event, by the names of its declaration. */
export type EventArgs<C extends ContractName, E extends ContractEventName<ContractAbis[C]>> = GetEventArgs<
  ContractAbis[C],
  E,
  { EnableUnion: false; IndexedOnly: false; Required: true }
>;

/** A transaction did not do what it was expected to. */
export class EventMissingError extends Error {
  override readonly name = 'EventMissingError';
  readonly eventName: string;
  readonly transactionHash: string;

  constructor(eventName: string, transactionHash: string) {
    super(`transaction ${transactionHash} has no event ${eventName}`);
    this.eventName = eventName;
    this.transactionHash = transactionHash;
  }
}

/**
 * Arguments of the first event of that name in a receipt: how a write's result is learnt.
 *
 * @throws EventMissingError when there is none.
 */
export function eventIn<C extends ContractName, E extends ContractEventName<ContractAbis[C]>>(
  deployment: Deployment,
  receipt: TransactionReceipt,
  contract: C,
  eventName: E,
): EventArgs<C, E> {
  const event = decodeEvents(deployment, receipt.logs).find(
    (candidate) => candidate.contract === contract && candidate.eventName === eventName,
  );
  if (!event) throw new EventMissingError(eventName as string, receipt.transactionHash);
  return event.args as EventArgs<C, E>;
}
