import type { Deployment } from '@cultivar/sdk';

/** A dApp that is up, with the addresses of everything behind it. */
export type RunningDapp = {
  url: string;
  config: Deployment & { rpcUrl: string; graphqlUrl: string; nodeUrl: string };
};

/** Nothing said where the dApp is. */
export class NoRunningDappError extends Error {
  override readonly name = 'NoRunningDappError';

  constructor() {
    super(
      'CULTIVAR_DAPP_URL does not say where the dApp is: npm test starts one, or name one that npm start runs',
    );
  }
}

/**
 * The dApp of the stack that is up, by `CULTIVAR_DAPP_URL`, e.g. `http://127.0.0.1:8585`.
 *
 * @throws NoRunningDappError when it is not set.
 */
export async function runningDapp(url = process.env.CULTIVAR_DAPP_URL): Promise<RunningDapp> {
  if (url === undefined) throw new NoRunningDappError();
  const response = await fetch(new URL('/cultivar.json', url));
  return { url: url.replace(/\/$/, ''), config: (await response.json()) as RunningDapp['config'] };
}
