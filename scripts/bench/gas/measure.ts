import type { GasFigure } from './figure.ts';
import { measureAssets } from './measure-assets.ts';
import { measureDisputes } from './measure-disputes.ts';
import { measureJobs } from './measure-jobs.ts';
import { measureSales } from './measure-sales.ts';
import { setStage } from './stage.ts';

/** Gas of whole transactions in the build that is deployed, each in the pre-state that its target names. */
export async function measureGas(root: string): Promise<GasFigure[]> {
  const stage = await setStage(root);
  return [
    ...(await measureAssets(stage)),
    ...(await measureSales(stage)),
    ...(await measureJobs(stage)),
    ...(await measureDisputes(stage)),
  ];
}
