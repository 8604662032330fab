/**
 * Ends the process like one that is told to stop, once nobody reads what it prints (`cultivar-train run … | head`): a run
 * leaves a checkpoint, everything else just ends.
 */
export function endWithReader({ stdout, stderr, kill, pid }: NodeJS.Process): void {
  let told = false;
  for (const stream of [stdout, stderr]) {
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EPIPE') throw error;
      if (!told) kill(pid, 'SIGTERM');
      told = true;
    });
  }
}
