#!/usr/bin/env node
import { endWithReader } from './cli/end-with-reader.ts';
import { runCli } from './cli/run-cli.ts';

endWithReader(process);

process.exitCode = await runCli(process.argv.slice(2), {
  env: process.env,
  out: process.stdout,
  err: process.stderr,
  in: process.stdin,
});
