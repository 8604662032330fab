import { ANSWERS } from '../answer.ts';
import { compareOutcome } from '../chain/compare-outcome.ts';
import { Call } from '../core/call.ts';
import { written } from '../core/plain.ts';
import type { Coverage } from './coverage.ts';
import { envOf } from './env-of.ts';
import type { Act, Wait } from './kind.ts';
import type { Stage } from './stage.ts';

/** What was done, and whether anything has changed by it: a call that is refused leaves all as it was. */
export type Done = { said: string; changed: boolean };

/** Does a call in the model and on the chain, and compares. @throws DifferenceError */
export async function perform(stage: Stage, act: Act, coverage: Coverage): Promise<Done> {
  const { from, to, fn, args, value = 0n, at = 0n } = act;
  const { clock, chain } = stage;
  const now = at > clock.now ? at : clock.now + 1n;
  const call = new Call(stage.world, envOf(stage, now, clock.block + 1n), from, value);
  const isToken = to.startsWith('0x');
  const name = `${isToken ? 'token' : to}.${fn}`;
  const said = `${name}(${args.map(written).join(', ')}) by ${from} with ${value} at ${now}`;
  const answer = ANSWERS[name];
  if (answer === undefined) throw new RangeError(`the model has no answer to ${name}`);
  answer(call, ...((isToken ? [to, ...args] : args) as never[]));
  const outcome = await chain.send({ from, to, fn, args, value }, now);
  compareOutcome(said, call, outcome);
  if ('fault' in outcome) coverage.refused(name, outcome.fault.error);
  else coverage.done(name, outcome.happenings);
  await catchUp(stage);
  return { said, changed: 'happenings' in outcome };
}

/** Lets blocks pass without a call. */
export async function pass(stage: Stage, { blocks, secondsApart }: Wait): Promise<Done> {
  await stage.chain.mine(blocks, secondsApart);
  await catchUp(stage);
  return { said: `${blocks} blocks pass, ${secondsApart} s apart`, changed: true };
}

/** Moves the model's clock to the chain's, and notes the hashes of the blocks that have come. */
async function catchUp(stage: Stage): Promise<void> {
  const newest = await stage.chain.block();
  for (let number = stage.clock.block + 1n; number < newest.number; number++) {
    stage.hashes.set(number, (await stage.chain.block(number)).hash);
  }
  stage.hashes.set(newest.number, newest.hash);
  stage.clock = { now: newest.now, block: newest.number };
}
