/** Which wallet was used last, so that a reload restores it. Nothing secret. */
export type RememberedWallet = { kind: 'evm' } | { kind: 'polkadot'; address: string };

const KEY = 'cultivar.wallet';

/** What an earlier visit left; undefined when nothing, or nothing readable. */
export function rememberedWallet(storage: Storage): RememberedWallet | undefined {
  const text = storage.getItem(KEY);
  if (text === 'evm') return { kind: 'evm' };
  const address = /^polkadot:([1-9A-HJ-NP-Za-km-z]{40,64})$/.exec(text ?? '')?.[1];
  return address === undefined ? undefined : { kind: 'polkadot', address };
}

/** Keeps the choice, or forgets it. */
export function rememberWallet(storage: Storage, wallet: RememberedWallet | undefined): void {
  if (wallet === undefined) storage.removeItem(KEY);
  else storage.setItem(KEY, wallet.kind === 'evm' ? 'evm' : `polkadot:${wallet.address}`);
}
