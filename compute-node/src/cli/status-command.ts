import { Command } from 'commander';
import { nodeHealthSchema, nodeInfoSchema, nodeJobListSchema } from '@cultivar/sdk';
import type { z } from 'zod';
import { NodeSilentError } from './node-silent-error.ts';

/** `status`: asks a running node how it is. */
export function statusCommand(): Command {
  return new Command('status')
    .description('Ask a running node how it is.')
    .option('--url <url>', 'where its API listens', 'http://127.0.0.1:8484')
    .option('--json', 'everything, as JSON')
    .action(async ({ url, json }: { url: string; json?: boolean }) => {
      const info = await ask(url, '/node', nodeInfoSchema);
      const health = await ask(url, '/health', nodeHealthSchema);
      const { jobs } = await ask(url, '/jobs?limit=10', nodeJobListSchema);
      if (json) {
        process.stdout.write(`${JSON.stringify({ info, health, jobs }, null, 2)}\n`);
        return;
      }
      const lines = [
        `${info.state}  ${info.account}  chain ${info.chainId}, block ${info.head.block}, sandbox ${info.sandbox}`,
        `stake ${info.stakeWei} wei, locked ${info.lockedWei} wei`,
        ...info.classes.map((name) => `class ${name}`),
        ...Object.entries(health.checks).map(
          ([name, check]) => `${check.ok ? 'ok ' : 'BAD'} ${name}: ${check.detail}`,
        ),
        ...jobs.map((job) =>
          `${job.id}  ${job.state}  ${job.name ?? ''} ${job.reason?.message ?? ''}`.trimEnd(),
        ),
      ];
      process.stdout.write(`${lines.join('\n')}\n`);
    });
}

async function ask<Schema extends z.ZodType>(
  url: string,
  path: string,
  schema: Schema,
): Promise<z.output<Schema>> {
  try {
    return schema.parse(await (await fetch(new URL(path, url))).json());
  } catch (cause) {
    throw new NodeSilentError(url, { cause });
  }
}
