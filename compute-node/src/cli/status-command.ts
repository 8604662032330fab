import { Command } from 'commander';
import { nodeHealthSchema, nodeInfoSchema, nodeJobListSchema } from '@cultivar/sdk';

/** `status`: asks a running node how it is. */
export function statusCommand(): Command {
  return new Command('status')
    .description('Ask a running node how it is.')
    .option('--url <url>', 'where its API listens', 'http://127.0.0.1:8484')
    .option('--json', 'everything, as JSON')
    .action(async ({ url, json }: { url: string; json?: boolean }) => {
      const get = async (path: string): Promise<unknown> => (await fetch(new URL(path, url))).json();
      const info = nodeInfoSchema.parse(await get('/node'));
      const health = nodeHealthSchema.parse(await get('/health'));
      const { jobs } = nodeJobListSchema.parse(await get('/jobs?limit=10'));
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
