import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { chromiumPath } from './chromium-path.ts';
import { lastWords } from './last-words.ts';
import type { Outcome } from './outcome.ts';
import { sharedState } from './shared-state.ts';
import type { Stage } from './stage.ts';
import { vitestStage } from './vitest-stage.ts';

const UP_TIMEOUT_MS = 600_000;

/** A visitor in a real browser, on the state that the main job has left. */
export const BROWSER_STAGE: Stage = {
  name: 'browser tests',
  run: async (context): Promise<Outcome> => {
    const chromium = chromiumPath();
    if (chromium === undefined) {
      const missing = 'no Chromium; install it, or name one with CULTIVAR_CHROMIUM';
      console.log(`left out: ${missing}`);
      return { passed: 0, failures: process.env.CI ? [{ name: 'the browser', error: missing }] : [] };
    }
    const { env } = await sharedState(context.scratch);
    const child = spawn(process.execPath, [join(context.root, 'scripts/start/run.ts')], {
      cwd: context.root,
      env: { ...process.env, ...env },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const ended = once(child, 'exit');
    try {
      await untilUp(child.stdout);
      const stage = vitestStage('browser tests', ['integration'], ['browser']);
      const url = `http://127.0.0.1:${env.CULTIVAR_DAPP_PORT}`;
      return await stage.run({
        ...context,
        env: { ...context.env, CULTIVAR_DAPP_URL: url, CULTIVAR_CHROMIUM: chromium },
      });
    } catch (error) {
      console.log(`failed ${lastWords(error)}`);
      return { passed: 0, failures: [{ name: 'npm start', error: lastWords(error) }] };
    } finally {
      child.kill('SIGTERM');
      await ended;
    }
  },
};

/** Reads what `npm start` says until it is up. */
async function untilUp(stdout: NodeJS.ReadableStream): Promise<void> {
  let said = '';
  const up = new Promise<void>((resolve, reject) => {
    stdout.on('data', (chunk: Buffer) => {
      said += String(chunk);
      if (said.includes('Cultivar is up')) resolve();
    });
    stdout.once('close', () => reject(new Error(`npm start ended before it was up:\n${said.slice(-2_000)}`)));
    setTimeout(() => reject(new Error('npm start was not up in time')), UP_TIMEOUT_MS).unref();
  });
  await up;
}
