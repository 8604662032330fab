import { access } from 'node:fs/promises';
import { Command } from 'commander';
import { writeAtomic } from '../storage/write-atomic.ts';
import { ConfigError } from '../config/config-error.ts';

/** `init`: a configuration to fill in. */
export function initCommand(): Command {
  return new Command('init')
    .description('Write a configuration to fill in; it refuses to replace one.')
    .argument('[file]', 'where to write it', 'cultivar-node.json')
    .action(async (file: string) => {
      if (await exists(file)) throw new ConfigError([{ path: file, message: 'is there already' }]);
      await writeAtomic(file, `${JSON.stringify(TEMPLATE, null, 2)}\n`);
      process.stdout.write(
        `Wrote ${file}. Put the wallet's key into CULTIVAR_NODE_PRIVATE_KEY, then: cultivar-node register -c ${file}\n` +
          'Browsers need HTTPS: put Caddy or a tunnel in front and set "publicUrl" to its address.\n',
      );
    });
}

const TEMPLATE = {
  dir: './node',
  deployment: './deployment.json',
  rpcUrl: 'http://127.0.0.1:8545',
  content: {
    backend: 'gateway',
    dir: './node/content',
    sources: ['http://127.0.0.1:8181'],
    publishTo: 'http://127.0.0.1:8181',
  },
  gatewayUrl: 'http://127.0.0.1:8181',
  host: '127.0.0.1',
  port: 8484,
  minPriceWei: '1',
  finalityDepth: 0,
};

async function exists(path: string): Promise<boolean> {
  try {
    await access(path);
    return true;
  } catch {
    return false;
  }
}
