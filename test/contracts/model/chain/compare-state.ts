import {
  decodeAbiParameters,
  decodeFunctionResult,
  encodeAbiParameters,
  encodeFunctionData,
  parseAbi,
} from 'viem';
import type { AbiFunction, Hex } from 'viem';
import { written } from '../core/plain.ts';
import type { World } from '../core/world.ts';
import type { Chain } from './chain.ts';
import { DifferenceError } from './difference.ts';
import type { View } from './view.ts';

const BATCH = parseAbi([
  'struct View { address target; bytes data; }',
  'function read(View[] views) view returns (bytes[] answers)',
  'function balances(address[] accounts) view returns (uint256[] amounts)',
]);

/** Views that one call has gas for. */
const AT_ONCE = 200;

/** What the contracts were last seen to answer, by what they were asked. */
export type Seen = Map<string, Hex>;

/** Asks the contracts every view, and for every native balance. @throws DifferenceError */
export async function compareWhole(
  chain: Chain,
  world: World,
  views: readonly View[],
  seen: Seen,
): Promise<void> {
  await compareViews(
    chain,
    views.map((asked) => ({ asked, expected: expectedOf(chain, asked) })),
    seen,
  );
  const accounts = [...world.native.keys()];
  const balances = (await ask(chain, 'balances', [accounts])) as bigint[];
  for (const [i, account] of accounts.entries()) {
    const expected = world.native.get(account)!;
    if (balances[i] !== expected) {
      throw new DifferenceError(`native balance of ${account}`, [`${expected}`], [`${balances[i]}`]);
    }
  }
}

/** Asks only what the model expects to be answered otherwise than before. @throws DifferenceError */
export async function compareChanged(chain: Chain, views: readonly View[], seen: Seen): Promise<void> {
  const all = views.map((asked) => ({ asked, expected: expectedOf(chain, asked) }));
  await compareViews(
    chain,
    all.filter(({ asked, expected }) => seen.get(keyOf(asked)) !== expected),
    seen,
  );
}

type Expectation = { asked: View; expected: Hex };

async function compareViews(chain: Chain, views: readonly Expectation[], seen: Seen): Promise<void> {
  for (let from = 0; from < views.length; from += AT_ONCE) {
    const some = views.slice(from, from + AT_ONCE);
    const questions = some.map(({ asked: { of, fn, args } }) => ({
      target: chain.at[of]!,
      data: chain.encode(of, fn, args),
    }));
    const answers = (await ask(chain, 'read', [questions])) as Hex[];
    for (const [i, answer] of answers.entries()) {
      const { asked, expected } = some[i]!;
      if (answer !== expected) throw differenceIn(chain, asked, answer);
      seen.set(keyOf(asked), answer);
    }
  }
}

const keyOf = ({ of, fn, args }: View): string =>
  `${of}.${fn} ${args.map((arg) => (typeof arg === 'object' ? written(arg) : String(arg))).join(' ')}`;

function expectedOf(chain: Chain, { of, fn, expected }: View): Hex {
  const { outputs } = chain.functionOf(of, fn);
  return encodeAbiParameters(outputs, (outputs.length === 1 ? [expected] : expected) as never);
}

async function ask(chain: Chain, fn: 'read' | 'balances', args: unknown[]): Promise<unknown> {
  const data = encodeFunctionData({ abi: BATCH, functionName: fn, args } as never);
  const answer = await chain.ask(chain.at['batch']!, data);
  return decodeFunctionResult({ abi: BATCH, functionName: fn, data: answer });
}

function differenceIn(chain: Chain, { of, fn, args, expected }: View, answer: Hex): DifferenceError {
  const { outputs } = chain.functionOf(of, fn);
  const what = `${of}.${fn}(${args.map(written).join(', ')})`;
  const values = outputs.length === 1 ? [expected] : expected;
  return new DifferenceError(what, [written(values)], [read(outputs, answer)]);
}

function read(outputs: AbiFunction['outputs'], answer: Hex): string {
  try {
    return written(decodeAbiParameters(outputs, answer));
  } catch {
    return `a revert with ${answer}`;
  }
}
