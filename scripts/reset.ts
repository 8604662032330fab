import { existsSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { readSettings } from './start/settings.ts';
import { runningStart } from './start/start-lock.ts';

// npm run reset: forgets the local chain, content, index and node.
const { localDir, stateDir } = readSettings(join(import.meta.dirname, '..'), [], process.env);
const running = await runningStart(localDir);
if (running) {
  console.error(`Cultivar is running (process ${running}); stop it with Ctrl-C first.`);
  process.exitCode = 1;
} else if (existsSync(localDir)) {
  await rm(localDir, { recursive: true });
  await rm(join(stateDir, 'last-run.json'), { force: true });
  console.log(
    `Removed ${localDir}: the local chain with all accounts' assets and licences, content, index, node.`,
  );
} else {
  console.log(`Nothing to remove: there is no ${localDir}.`);
}
