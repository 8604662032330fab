import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { Command } from 'commander';
import { inspectExecutors, inspectPython } from '@cultivar/trainer';
import { classId } from '@cultivar/sdk/spec';
import { openAccount } from '../chain/open-account.ts';
import { openReader } from '../chain/open-reader.ts';
import { rpcClient } from '../chain/rpc-client.ts';
import { createLogger } from '../log/create-logger.ts';
import { offeredClasses } from '../offered-classes.ts';
import { openedClasses } from '../opened-classes.ts';
import { chooseSandbox } from '../sandbox/choose-sandbox.ts';
import { openStore } from '../storage/open-store.ts';
import type { NodeConfig } from '../config/node-config.ts';
import { configOf, withConfigOptions } from './config-options.ts';

type Check = { name: string; run: (config: NodeConfig) => Promise<string> };

/** `doctor`: tries every part the node needs, and says what is wrong with each. */
export function doctorCommand(env: NodeJS.ProcessEnv): Command {
  const description = 'Try everything the node needs and say what is wrong.';
  return withConfigOptions(new Command('doctor').description(description)).action(
    async (flags: Record<string, unknown>) => {
      const config = configOf(flags, env);
      let failed = 0;
      for (const { name, run } of CHECKS) {
        try {
          process.stdout.write(`ok   ${name}: ${await run(config)}\n`);
        } catch (error) {
          failed++;
          process.stdout.write(`BAD  ${name}: ${(error as Error).message.split('\n')[0]}\n`);
        }
      }
      if (failed > 0) process.exitCode = 1;
    },
  );
}

const CHECKS: readonly Check[] = [
  {
    name: 'wallet',
    run: async (config) => openAccount(config.privateKey, config.deployment.chainId).address,
  },
  {
    name: 'chain',
    run: async (config) => {
      const reader = readerOf(config);
      const chainId = await reader.remoteChainId();
      if (chainId !== reader.chainId) throw new Error(`it is chain ${chainId}, not ${reader.chainId}`);
      return `chain ${chainId}, block ${(await reader.head()).number}`;
    },
  },
  {
    name: 'stake',
    run: async (config) => {
      const reader = readerOf(config);
      const { stakeWei, lockedWei, registeredAt } = await reader.node(reader.account);
      if (registeredAt === 0) throw new Error('not registered; run `cultivar-node register`');
      return `${stakeWei} wei, ${lockedWei} locked`;
    },
  },
  {
    name: 'executors',
    run: async ({ dir, openVinoDir }) => {
      const { findings, chosen } = await inspectExecutors({ openVinoDir, cacheDir: join(dir, 'checks') });
      const each = findings.map(({ executor, state, reason }) =>
        reason ? `${executor} ${state} (${reason})` : `${executor} ${state}`,
      );
      if (!chosen) throw new Error(each.join(', '));
      return `${chosen.executor} is used for new jobs: ${each.join(', ')}`;
    },
  },
  {
    name: 'python',
    run: async ({ python }) => {
      if (python === undefined) return 'not configured';
      const report = await inspectPython(python);
      if (report.state === 'absent') throw new Error(report.reason);
      const { device, gpus, versions } = report;
      return `${report.class}, torch ${versions['torch']} on ${gpus.join(', ') || device}`;
    },
  },
  {
    name: 'classes',
    run: async (config) => {
      const reader = readerOf(config);
      const offered = await offeredClasses(config, createLogger({ level: 'silent', pretty: false }));
      const names = await openedClasses(offered, reader);
      for (const name of names) {
        if (!(await reader.serves(reader.account, classId(name))))
          throw new Error(`${name} is not registered`);
      }
      return names.join(', ');
    },
  },
  {
    name: 'content',
    run: async ({ content, logLevel }) => {
      const { ok, detail } = await (
        await openStore(content, createLogger({ level: logLevel, pretty: false }))
      ).status();
      if (!ok) throw new Error(detail);
      return detail;
    },
  },
  {
    name: 'sandbox',
    run: async ({ dir }) => {
      await mkdir(dir, { recursive: true });
      const sandbox = await chooseSandbox(dir, createLogger({ level: 'silent', pretty: false }));
      if (sandbox.kind === 'none') throw new Error('none: install bubblewrap to take jobs of strangers');
      return sandbox.uid === undefined ? sandbox.kind : `${sandbox.kind}, as user ${sandbox.uid}`;
    },
  },
];

function readerOf(config: NodeConfig) {
  const { chainId, addresses } = config.deployment;
  const account = openAccount(config.privateKey, chainId);
  return openReader(rpcClient(config.rpcUrl, chainId), addresses, account.address);
}
