import type { JobManifest } from '@cultivar/sdk/spec';
import { rayJobs } from '../python/ray/ray-jobs.ts';
import { startOnRay } from '../python/ray/start-on-ray.ts';
import { runRequest } from '../python/run-request.ts';
import type { TrainRequest } from '../run/train-request.ts';
import type { RayFlags } from './engine-options.ts';
import { runDisplay } from './show/run-display.ts';
import { stopSignal } from './stop-signal.ts';
import type { Surroundings } from './surroundings.ts';
import { UsageError } from './usage-error.ts';

/** Name of the file in a run's folder that `resume` goes on from. */
export const REQUEST_FILE = 'request.json';

/** Trains, shows it, and stops with a checkpoint when it is told to. @throws whatever the run ends with */
export async function trainRequest(
  request: TrainRequest,
  surroundings: Surroundings,
  { ray }: RayFlags = {},
): Promise<void> {
  if (ray !== undefined && !request.python)
    throw new UsageError('--ray starts the Python engine alone', 'Add --engine python.');
  const display = runDisplay(surroundings);
  const { signal, release } = stopSignal(() => display.say('stopping: what was reached is kept'));
  const start = ray === undefined ? undefined : startOnRay(rayJobs(ray, surroundings.env['RAY_AUTH_TOKEN']));
  const running = runRequest(request, { signal, onEvent: display.onEvent }, start);
  const { adapterDir, metrics } = await running.finally(release);
  const { heldOutLossBefore: before, heldOutLossAfter: after } = metrics;
  if (before !== undefined && after !== undefined) {
    const change = (100 * (after / before - 1)).toFixed(1);
    display.say(`held-out loss ${before.toFixed(4)} before, ${after.toFixed(4)} after (${change} %)`);
  }
  const made = (request.manifest as JobManifest).method === 'full' ? 'model' : 'adapter';
  display.say(`the ${made} is in ${adapterDir}`);
  display.say(`try it: cultivar-train generate --${made} ${adapterDir} --prompt "…"`);
}
