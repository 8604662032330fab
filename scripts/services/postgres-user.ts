import { spawnSync } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { ServiceError } from './service-error.ts';

/** A user of this machine as whom Postgres may run. */
export type PostgresUser = { uid: number; gid: number };

/**
 * As whom Postgres is to run: as ourselves, or, since it refuses root, as `postgres` or else `nobody`.
 *
 * @returns undefined when no change of user is needed.
 */
export async function postgresUser(): Promise<PostgresUser | undefined> {
  if (process.getuid?.() !== 0) return undefined;
  const passwd = await readFile('/etc/passwd', 'utf8');
  for (const name of ['postgres', 'nobody']) {
    const user = findUser(passwd, name);
    if (user) return user;
  }
  const detail = 'Postgres refuses to run as root, and there is neither a user "postgres" nor "nobody"';
  throw new ServiceError('Postgres', { code: 'bad-state', file: '/etc/passwd', detail });
}

/** Whether `user` may enter a folder and read it. */
export function canReach(folder: string, user: PostgresUser | undefined): boolean {
  const script = 'test -r "$0" && test -x "$0"';
  return spawnSync('/bin/sh', ['-c', script, folder], { ...user, cwd: '/' }).status === 0;
}

function findUser(passwd: string, name: string): PostgresUser | undefined {
  const fields = passwd
    .split('\n')
    .map((line) => line.split(':'))
    .find(([candidate]) => candidate === name);
  return fields && { uid: Number(fields[2]), gid: Number(fields[3]) };
}
