import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** How the trainer is started, and what it must be able to read for that. */
export function trainerCommand(): { command: string[]; read: string[] } {
  const door = fileURLToPath(import.meta.resolve('@cultivar/trainer'));
  const worker = join(dirname(door), 'worker.ts');
  const root = workspaceRoot(dirname(door));
  const code = ['node_modules', 'sdk', 'trainer', 'package.json'].map((name) => join(root, name));
  // The Node that runs us may live anywhere: in a home folder, beside the project, under /usr.
  const node = dirname(process.execPath);
  return {
    command: [process.execPath, '--no-warnings', worker],
    read: [...code, ...(node.startsWith('/usr/') ? [] : [node])].filter((path) => existsSync(path)),
  };
}

function workspaceRoot(from: string): string {
  for (let at = from; at !== dirname(at); at = dirname(at)) {
    if (existsSync(join(at, 'node_modules', '@cultivar'))) return at;
  }
  return from;
}
