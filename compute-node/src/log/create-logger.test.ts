import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';

it('keeps secrets out, wherever they stand in what is logged', async () => {
  const module = join(import.meta.dirname, 'create-logger.ts');
  const secret = 'hunter2-hunter2';
  const program = `
    import { createLogger } from ${JSON.stringify(module)};
    const logger = createLogger({ level: 'info', pretty: false });
    logger.info({ privateKey: '${secret}', config: { privateKey: '${secret}' }, token: '${secret}' }, 'one');
    logger.info({ req: { headers: { authorization: '${secret}', cookie: '${secret}' } } }, 'two');
    logger.info({ a: { b: { mnemonic: '${secret}' } }, signed: { rawTransaction: '${secret}' } }, 'three');
  `;
  const { stderr } = await promisify(execFile)(process.execPath, [
    '--no-warnings',
    '--input-type=module',
    '-e',
    program,
  ]);
  expect(stderr.split('\n').filter((line) => line !== '')).toHaveLength(3);
  expect(stderr).toContain('[redacted]');
  expect(stderr).not.toContain(secret);
});
