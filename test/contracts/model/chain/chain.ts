import {
  decodeErrorResult,
  decodeEventLog,
  encodeAbiParameters,
  toEventSelector,
  toFunctionSelector,
} from 'viem';
import type { Abi, AbiEvent, AbiFunction, AbiItem, Hex } from 'viem';
import type { Fault } from '../core/fault.ts';
import type { Happening } from '../core/happening.ts';
import { plain } from '../core/plain.ts';
import type { Sent } from './sent.ts';

/** The JSON-RPC of the in-process chain. */
export type Rpc = { request(call: { method: string; params?: unknown[] }): Promise<unknown> };

/** What a chain made of a call: what happened, or what it was refused for. */
export type Outcome = { happenings: Happening[] } | { fault: Fault };

type Log = { address: Hex; topics: [Hex, ...Hex[]]; data: Hex };

/** As much as a transaction may have. */
const GAS = '0xf42400';

/** The contracts on a real chain, where time goes only as it is told to. */
export class Chain {
  readonly rpc: Rpc;
  readonly at: Readonly<Record<string, Hex>>;
  readonly #names: ReadonlyMap<string, string>;
  readonly #functions = new Map<string, { item: AbiFunction; selector: Hex }>();
  readonly #events = new Map<string, AbiEvent>();
  readonly #errors: AbiItem[] = [];

  /** @param at Where each contract is. @param abis Theirs, by the same names; tokens under their addresses. */
  constructor(rpc: Rpc, at: Readonly<Record<string, Hex>>, abis: Readonly<Record<string, Abi>>) {
    this.rpc = rpc;
    this.at = at;
    this.#names = new Map(Object.entries(at).map(([name, address]) => [address.toLowerCase(), name]));
    for (const [name, abi] of Object.entries(abis)) {
      for (const item of abi) {
        if (item.type === 'function') {
          this.#functions.set(`${name}.${item.name}`, { item, selector: toFunctionSelector(item) });
        }
        if (item.type === 'event') this.#events.set(`${name} ${toEventSelector(item)}`, item);
        if (item.type === 'error') this.#errors.push(item);
      }
    }
  }

  /** The function of a contract with this name. */
  functionOf(contract: string, name: string): AbiFunction {
    return this.#functions.get(`${contract}.${name}`)!.item;
  }

  /** A call as it is sent. */
  encode(contract: string, fn: string, args: readonly unknown[]): Hex {
    const { item, selector } = this.#functions.get(`${contract}.${fn}`)!;
    return `${selector}${encodeAbiParameters(item.inputs, args as never).slice(2)}`;
  }

  /** Sends a call in a block of its own at `now`. */
  async send(sent: Sent, now: bigint): Promise<Outcome> {
    const data = this.encode(sent.to, sent.fn, sent.args);
    await this.rpc.request({ method: 'evm_setNextBlockTimestamp', params: [`0x${now.toString(16)}`] });
    const value = `0x${sent.value.toString(16)}`;
    const call = { from: sent.from, to: this.at[sent.to], data, value, gas: GAS, gasPrice: '0x0' };
    try {
      const hash = await this.rpc.request({ method: 'eth_sendTransaction', params: [call] });
      const receipt = await this.rpc.request({ method: 'eth_getTransactionReceipt', params: [hash] });
      return { happenings: (receipt as { logs: Log[] }).logs.map((log) => this.#happening(log)) };
    } catch (error) {
      return { fault: this.#fault(error) };
    }
  }

  /** Asks without sending. */
  async ask(to: Hex, data: Hex): Promise<Hex> {
    return (await this.rpc.request({
      method: 'eth_call',
      params: [{ to, data, gas: GAS }, 'latest'],
    })) as Hex;
  }

  /** Adds empty blocks. */
  async mine(blocks: number, secondsApart: bigint): Promise<void> {
    const params = [`0x${blocks.toString(16)}`, `0x${secondsApart.toString(16)}`];
    await this.rpc.request({ method: 'hardhat_mine', params });
  }

  /** Number, time and hash of a block; of the newest without a number. */
  async block(number?: bigint): Promise<{ number: bigint; now: bigint; hash: Hex }> {
    const tag = number === undefined ? 'latest' : `0x${number.toString(16)}`;
    const block = await this.rpc.request({ method: 'eth_getBlockByNumber', params: [tag, false] });
    const facts = block as { number: Hex; timestamp: Hex; hash: Hex };
    return { number: BigInt(facts.number), now: BigInt(facts.timestamp), hash: facts.hash };
  }

  #happening({ address, topics, data }: Log): Happening {
    const by = this.#names.get(address.toLowerCase())!;
    const event = this.#events.get(`${by} ${topics[0]}`)!;
    const { args } = decodeEventLog({ abi: [event], topics, data });
    return { by, name: event.name, args: plain(args ?? {}) as Record<string, unknown> };
  }

  #fault(error: unknown): Fault {
    const { data } = error as { data?: unknown };
    if (typeof data !== 'string' || data.length < 10) throw error;
    const decoded = decodeErrorResult({ abi: this.#errors, data: data as Hex });
    return { error: decoded.errorName, args: plain(decoded.args ?? []) as unknown[] };
  }
}
