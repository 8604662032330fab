import type { GasFigure } from './figure.ts';
import { digest } from './stage.ts';
import type { Stage } from './stage.ts';

const MODEL = 0;
const OPEN = 0;

/** Registrations by an account that owns an asset already. */
export async function measureAssets({ assets, accountOf, gasOf }: Stage): Promise<GasFigure[]> {
  const account = accountOf(1);
  const register = (name: string, by: number, parents: bigint[] = []) =>
    assets.write.register(
      [MODEL, digest(name), OPEN, 500, parents.map((assetId) => ({ assetId, licenseId: 0n }))],
      { account: accountOf(by) },
    );
  // Assets 1 to 4 belong to four accounts, so that no two ancestors share a slot of credit.
  for (const by of [1, 6, 7, 8]) await register(`base of ${by}`, by);
  return [
    { name: 'register an asset', gas: await gasOf(register('alone', 1)) },
    {
      name: 'register an asset, 4 parents',
      gas: await gasOf(register(`derived by ${account.address}`, 1, [1n, 2n, 3n, 4n])),
    },
  ];
}
