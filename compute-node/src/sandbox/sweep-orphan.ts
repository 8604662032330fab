import { processStart } from './process-start.ts';

/** Ends a trainer that outlived the node which started it. True when there was one. */
export async function sweepOrphan(trainer: { pid: number; started: string }): Promise<boolean> {
  if ((await processStart(trainer.pid)) !== trainer.started) return false;
  process.kill(trainer.pid, 'SIGKILL');
  return true;
}
