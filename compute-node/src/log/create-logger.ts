import { pino } from 'pino';
import type { Logger, LoggerOptions } from 'pino';

/** Names under which a secret could ever be logged; their values are replaced wherever they stand. */
const SECRETS = [
  'privateKey',
  'mnemonic',
  'token',
  'authorization',
  'signature',
  'rawTransaction',
  'password',
  'cookie',
];

/** The node's logger: JSON lines on stderr, secrets removed; `pretty` for a person at a terminal. */
export function createLogger(options: { level: string; pretty: boolean }): Logger {
  const redacted = SECRETS.flatMap((name) => [name, `*.${name}`, `*.*.${name}`, `req.headers.${name}`]);
  const settings: LoggerOptions = {
    level: options.level,
    base: null,
    redact: { paths: redacted, censor: '[redacted]' },
  };
  if (options.pretty) {
    return pino({
      ...settings,
      transport: { target: 'pino-pretty', options: { destination: 2, ignore: 'pid,hostname' } },
    });
  }
  return pino(settings, pino.destination(2));
}
