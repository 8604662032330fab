import { Command, InvalidArgumentError } from 'commander';
import { createLogger } from '../log/create-logger.ts';
import { startGateway } from '../storage/index.ts';
import { stopSignal } from './stop-signal.ts';

/** `gateway`: the content store and its trustless gateway, in a process of its own. */
export function gatewayCommand(env: NodeJS.ProcessEnv): Command {
  return new Command('gateway')
    .description('Serve a content store as a trustless IPFS gateway.')
    .requiredOption('--dir <folder>', 'where content is kept', env['CULTIVAR_CONTENT_DIR'])
    .option('--port <port>', 'TCP port, 0 = any free one', port, 8181)
    .option('--host <address>', 'address to listen on', '127.0.0.1')
    .option('--origin <origin...>', 'origins of pages that may upload, besides pages of this machine', [])
    .option('--max-upload-bytes <bytes>', 'largest upload', Number, 4 * 1024 ** 3)
    .action(async (options: GatewayFlags) => {
      const logger = createLogger({
        level: env['CULTIVAR_LOG_LEVEL'] ?? 'info',
        pretty: process.stderr.isTTY,
      });
      const signal = stopSignal();
      const gateway = await startGateway({
        dir: options.dir,
        port: options.port,
        host: options.host,
        origins: options.origin,
        maxUploadBytes: options.maxUploadBytes,
        signal,
        logger,
      });
      logger.info({ url: gateway.url, dir: options.dir }, 'gateway listens');
      await gateway.closed;
    });
}

type GatewayFlags = { dir: string; port: number; host: string; origin: string[]; maxUploadBytes: number };

function port(text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 0 || value > 65535)
    throw new InvalidArgumentError('a port is 0 to 65535.');
  return value;
}
