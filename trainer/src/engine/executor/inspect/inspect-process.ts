import type { Inspection } from './inspection.ts';
import { inspectHere } from './inspect-here.ts';

// node inspect-process.ts '{"openVinoDir": "...", "cacheDir": "..."}': a report in JSON on standard output.
process.stdout.write(JSON.stringify(await inspectHere(JSON.parse(process.argv[2] ?? '{}') as Inspection)));
