import { cryptoWaitReady, encodeAddress, sr25519PairFromSeed, sr25519Sign } from '@polkadot/util-crypto';
import type { Page } from 'playwright-core';
import { bytesToHex, hexToBytes } from 'viem';
import type { Hex } from 'viem';

/** What a page was given as a polkadot.js extension. */
export type InjectedPolkadot = {
  /** SS58 of the one account. */
  address: string;
  name: string;
  /** Makes the next signature be declined, as a person would. */
  declineNext: () => void;
};

type SignAnswer = { signature: Hex } | { declined: true };

const NAME = 'Test account';

/**
 * TEST DOUBLE of the page side of the polkadot.js extension (`window.injectedWeb3`): the popup that asks the person
 * is missing. The key is a real sr25519 pair, and what is signed is wrapped in `<Bytes>…</Bytes>` as the extension does.
 */
export async function injectPolkadot(page: Page): Promise<InjectedPolkadot> {
  await cryptoWaitReady();
  const pair = sr25519PairFromSeed(new Uint8Array(32).fill(0x42));
  const address = encodeAddress(pair.publicKey);
  let declining = false;

  await page.exposeFunction('cultivarTestSignRaw', (data: Hex): SignAnswer => {
    if (declining) {
      declining = false;
      return { declined: true };
    }
    return { signature: bytesToHex(sr25519Sign(wrapped(hexToBytes(data)), pair)) };
  });
  await page.addInitScript(announce, { address, name: NAME });
  return { address, name: NAME, declineNext: () => (declining = true) };
}

function wrapped(message: Uint8Array): Uint8Array {
  const text = new TextEncoder();
  return new Uint8Array([...text.encode('<Bytes>'), ...message, ...text.encode('</Bytes>')]);
}

/** Runs in the page, before its own scripts. */
function announce({ address, name }: { address: string; name: string }): void {
  type PageWindow = {
    injectedWeb3?: Record<string, object>;
    cultivarTestSignRaw(data: string): Promise<{ signature?: string; declined?: boolean }>;
  };
  const page = globalThis as unknown as PageWindow;
  const accounts = [{ address, name, type: 'sr25519' }];
  const extension = {
    accounts: {
      get: () => Promise.resolve(accounts),
      subscribe(tell: (held: typeof accounts) => void) {
        tell(accounts);
        return () => undefined;
      },
    },
    signer: {
      async signRaw({ data }: { data: string }) {
        const { signature, declined } = await page.cultivarTestSignRaw(data);
        if (declined) throw new Error('Cancelled');
        return { id: 1, signature };
      },
    },
  };
  page.injectedWeb3 = {
    ...page.injectedWeb3,
    'polkadot-js': { version: '0.63.1', enable: () => Promise.resolve(extension) },
  };
}
