import type { Stage } from './stage.ts';

/** Remembers the moment. @returns what goes back to it, on the chain and in the model; any number of times. */
export async function checkpoint(stage: Stage): Promise<() => Promise<void>> {
  const { world, memory, clock, hashes } = stage;
  const saved = structuredClone({ world, memory, clock, hashes });
  const snapshot = async () => stage.chain.rpc.request({ method: 'evm_snapshot' });
  let id = await snapshot();
  return async () => {
    await stage.chain.rpc.request({ method: 'evm_revert', params: [id] });
    id = await snapshot();
    Object.assign(stage, structuredClone(saved));
    stage.seen.clear();
  };
}
