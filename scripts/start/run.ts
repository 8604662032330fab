import { join } from 'node:path';
import { openProgress } from './progress/open-progress.ts';
import type { Progress } from './progress/progress.ts';
import { readSettings } from './settings.ts';
import { start } from './start.ts';
import { takeStartLock } from './start-lock.ts';
import { Supervisor } from './supervisor.ts';
import { tellFailure } from './tell-failure.ts';
import { tellPlaces } from './tell-outcome.ts';
import { untilStopped } from './until-stopped.ts';

// npm start [-- --once]: everything on this machine, the main job, then the dApp for as long as wanted.
const progress = openProgress(process.stdout, process.env);
process.exitCode = await main(progress);
progress.end();
// What is still open by now is nobody's: sockets that were kept alive, a timer of a library.
process.exit();

/** @returns the exit code: 0 done, 1 failed, 130 interrupted before it was done */
async function main(out: Progress): Promise<number> {
  const stop = untilStopped();
  const supervisor = new Supervisor({
    onRestart: (name, error) => out.line(`    ${name} is started again: ${error.message}`),
    onGivenUp: (_, error) => stop.abort(error),
  });
  let release = async () => {};
  try {
    const settings = readSettings(join(import.meta.dirname, '../..'), process.argv.slice(2), process.env);
    release = await takeStartLock(settings.localDir);
    const flow = await start({ settings, supervisor, progress: out }, stop.signal);
    tellPlaces(flow);
    if (!settings.once) {
      out.line('\nCultivar is up. Ctrl-C stops it; what was made is kept.');
      await stop.asked;
    }
    return 0;
  } catch (error) {
    if (stop.wasAsked()) {
      out.line('\nStopped before it was done. Nothing is lost: the same command goes on from here.');
      return 130;
    }
    tellFailure(out, stop.signal.aborted ? stop.signal.reason : error);
    return 1;
  } finally {
    await supervisor.stop();
    await release();
  }
}
