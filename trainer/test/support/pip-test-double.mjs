// TEST DOUBLE of `pip download`: puts the file named by PIP_TEST_DOUBLE_WHEEL into the folder behind --dest, or
// fails as pip does. The real index cannot be reached where tests run.
import { copyFileSync } from 'node:fs';
import { join } from 'node:path';

const args = process.argv.slice(2);
const wheel = process.env.PIP_TEST_DOUBLE_WHEEL;
if (!args.includes('--no-deps') || !args.includes('--only-binary=:all:')) {
  console.error('ERROR: would build or install something');
  process.exit(2);
}
if (!wheel) {
  console.error('WARNING: Retrying after connection broken');
  console.error(`ERROR: No matching distribution found for ${args.at(-1)}`);
  process.exit(1);
}
copyFileSync(wheel, join(args[args.indexOf('--dest') + 1], 'model-1.0-py3-none-any.whl'));
