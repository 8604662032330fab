#!/usr/bin/env node
import { endWithReader } from './cli/end-with-reader.ts';
import { keepCompiled } from './compiled/keep-compiled.ts';

endWithReader(process);
keepCompiled();
const { runCli } = await import('./cli/run-cli.ts');

process.exitCode = await runCli(process.argv.slice(2), {
  env: process.env,
  out: process.stdout,
  err: process.stderr,
  in: process.stdin,
});
