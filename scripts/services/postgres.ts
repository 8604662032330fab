import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { chown, mkdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import pg from 'pg';
import { copiedBinaries, postgresBinaries } from './postgres-binaries.ts';
import { canReach, postgresUser } from './postgres-user.ts';
import type { PostgresUser } from './postgres-user.ts';
import { processCommand } from './process-command.ts';
import { requireFreePort } from './require-free-port.ts';
import { ServiceError } from './service-error.ts';
import { startChild } from './start-child.ts';
import type { Child } from './start-child.ts';
import { sweepOrphan } from './sweep-orphan.ts';
import { waitUntilReady } from './wait-until-ready.ts';

const SERVICE = 'Postgres';
/** The only role; connections are taken from the loopback interface alone, without a password. */
const ROLE = 'graph';
const READY_TIMEOUT_MS = 30_000;
const GRACE_MS = 8_000;
const ENV = { PATH: '/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC' };

/** Where Postgres lives. */
export type PostgresOptions = {
  /** Folder of its data and log; made when missing. See {@link Postgres.dataDir}. */
  dataDir: string;
  port: number;
  /** Aborting it stops Postgres. */
  signal: AbortSignal;
};

/** A running Postgres. */
export type Postgres = {
  /** URL without a database; append its name. The password is there because graph-node wants one. */
  readonly url: string;
  readonly port: number;
  readonly pid: number;
  /** Where the data really are: elsewhere when the user that Postgres runs as cannot reach the folder asked for. */
  readonly dataDir: string;
  readonly ended: Promise<ServiceError | undefined>;
  stop(): Promise<void>;
};

/**
 * Starts the Postgres that comes with the npm package, as root or not. What it holds can be made again,
 * so data that it cannot recover are dropped rather than mended.
 *
 * @throws ServiceError `port-busy`, `unsupported-platform`, `exited` or `not-ready`.
 */
export async function startPostgres(options: PostgresOptions): Promise<Postgres> {
  const { port, signal } = options;
  signal.throwIfAborted();
  const place = await findPlace(options.dataDir);
  await sweepOrphan({
    pidFile: place.pidFile,
    marker: place.dataDir,
    stopSignal: 'SIGINT',
    graceMs: GRACE_MS,
  });
  await requireFreePort(SERVICE, port, 'CULTIVAR_POSTGRES_PORT');
  const child = await startRecovering(place, port, signal);
  signal.addEventListener('abort', () => void child.stop(), { once: true });
  return {
    url: `postgres://${ROLE}:x@127.0.0.1:${port}`,
    port,
    pid: child.pid,
    dataDir: place.dataDir,
    ended: child.ended,
    stop: child.stop,
  };
}

type Place = {
  native: string;
  dataDir: string;
  logFile: string;
  pidFile: string;
  user: PostgresUser | undefined;
};

/** Binaries and data where the user that Postgres runs as can reach them. */
async function findPlace(wanted: string): Promise<Place> {
  const user = await postgresUser();
  await mkdir(wanted, { recursive: true });
  const elsewhere = reachableFolder(wanted);
  const installed = await postgresBinaries();
  const native = canReach(installed, user) ? installed : await copiedBinaries(installed, elsewhere);
  const home = canReach(wanted, user) ? wanted : elsewhere;
  await mkdir(home, { recursive: true });
  return {
    native,
    user,
    dataDir: join(home, 'data'),
    logFile: join(wanted, 'postgres.log'),
    pidFile: join(wanted, 'postgres.pid'),
  };
}

/** A folder open to every user, told apart by the folder that it stands in for. */
function reachableFolder(wanted: string): string {
  const shared = existsSync('/var/tmp') ? '/var/tmp' : tmpdir();
  return join(shared, `cultivar-${createHash('sha256').update(wanted).digest('hex').slice(0, 16)}`);
}

async function startRecovering(place: Place, port: number, signal: AbortSignal): Promise<Child> {
  await ensureCluster(place);
  try {
    return await startServer(place, port, signal);
  } catch (error) {
    const mayBeDamage = error instanceof ServiceError && error.problem.code === 'exited';
    if (!mayBeDamage) throw error;
    await rm(place.dataDir, { recursive: true, force: true });
    await ensureCluster(place);
    return startServer(place, port, signal);
  }
}

async function ensureCluster({ native, dataDir, user, logFile }: Place): Promise<void> {
  if (existsSync(join(dataDir, 'PG_VERSION')) && existsSync(join(dataDir, COMPLETE))) return;
  await rm(dataDir, { recursive: true, force: true });
  await mkdir(dataDir, { recursive: true, mode: 0o700 });
  if (user) await chown(dataDir, user.uid, user.gid);
  const args = ['-D', dataDir, '-U', ROLE, '-A', 'trust', '-E', 'UTF8', '--locale=C', '--no-instructions'];
  try {
    await promisify(execFile)(join(native, 'bin/initdb'), args, { ...user, env: ENV, cwd: dataDir });
  } catch (cause) {
    const detail = (cause as { stderr?: string }).stderr?.trim().split('\n').at(-1) ?? String(cause);
    throw new ServiceError(SERVICE, { code: 'failed', detail: `initdb: ${detail}`, logFile }, { cause });
  }
}

/** The last file that initdb writes: without it a killed initdb left half a cluster. */
const COMPLETE = 'postgresql.auto.conf';

async function startServer(place: Place, port: number, signal: AbortSignal): Promise<Child> {
  const { native, dataDir, user, logFile, pidFile } = place;
  await dropStaleLock(dataDir);
  const child = await startChild({
    service: SERVICE,
    command: join(native, 'bin/postgres'),
    args: ['-D', dataDir, '-p', String(port), '-h', '127.0.0.1', '-k', '', ...settings()],
    env: ENV,
    cwd: dirname(dataDir),
    ...user,
    logFile,
    pidFile,
    stopSignal: 'SIGINT', // "Fast": open connections are cut, nothing is lost.
    graceMs: GRACE_MS,
  });
  await waitUntilReady({
    service: SERVICE,
    child,
    logFile,
    isReady: () => answers(port),
    timeoutMs: READY_TIMEOUT_MS,
    signal,
  });
  return child;
}

/** Consistent after a crash of the machine (fsync), the last moments may be missing (asynchronous commit). */
function settings(): string[] {
  const values = {
    fsync: 'on',
    synchronous_commit: 'off',
    shared_buffers: '64MB',
    max_connections: '100',
    jit: 'off',
    log_min_messages: 'warning',
  };
  return Object.entries(values).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
}

/** Postgres trusts a lock whose process id is alive, even when that id now belongs to another program. */
async function dropStaleLock(dataDir: string): Promise<void> {
  const file = join(dataDir, 'postmaster.pid');
  if (!existsSync(file)) return;
  const pid = Number((await readFile(file, 'utf8')).split('\n')[0]);
  const command = await processCommand(pid);
  if (!command?.includes(dataDir)) await rm(file, { force: true });
}

async function answers(port: number): Promise<boolean> {
  const client = new pg.Client({ host: '127.0.0.1', port, user: ROLE, database: 'postgres' });
  client.on('error', () => undefined); // A connection cut during start-up; the next attempt tells.
  await client.connect();
  await client.end();
  return true;
}
