import { ApiPromise, WsProvider } from '@polkadot/api';

const connections = new Map<string, Promise<ApiPromise>>();

/** A connection to a chain with pallet-revive, shared by all that ask for the same address. */
export function reviveApi(url: string): Promise<ApiPromise> {
  const held = connections.get(url);
  if (held) return held;
  const opening = open(url);
  connections.set(url, opening);
  opening.catch(() => connections.delete(url));
  return opening;
}

async function open(url: string): Promise<ApiPromise> {
  const api = await ApiPromise.create({
    provider: new WsProvider(url),
    noInitWarn: true,
    throwOnConnect: true,
  });
  if (api.tx.revive?.call === undefined) {
    await api.disconnect();
    throw new Error(`the chain at ${url} has no pallet-revive`);
  }
  return api;
}
