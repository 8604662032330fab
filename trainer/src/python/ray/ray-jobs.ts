import { z } from 'zod';
import { RayError } from './ray-error.ts';
import type { RayErrorCode } from './ray-error.ts';
import { send } from './send.ts';
import { tailLogs } from './tail-logs.ts';

/** A job to run on the cluster. */
export type RayJob = {
  /** Its name, chosen by us: submitted twice it runs once. */
  id: string;
  /** A shell command; the machine that it runs on has its files at the same paths. */
  entrypoint: string;
  /** What the machine must have free. */
  cpus?: number | undefined;
  gpus?: number | undefined;
};

const infoSchema = z.object({
  status: z.enum(['PENDING', 'RUNNING', 'STOPPED', 'SUCCEEDED', 'FAILED']),
  message: z.string().nullish(),
  driver_exit_code: z.number().int().nullish(),
});

/** Where a job stands. `exitCode` is there once its command has ended by itself. */
export type RayJobInfo = {
  status: z.infer<typeof infoSchema>['status'];
  message: string | undefined;
  exitCode: number | undefined;
};

/** Jobs on a Ray cluster. */
export type RayJobs = {
  /** @throws RayError `exists` when a job of this id was submitted before; `busy` where no machine is ready. */
  submit(job: RayJob): Promise<void>;
  /** @throws RayError `unknown_job` */
  info(id: string): Promise<RayJobInfo>;
  /** What the job has printed so far. */
  logs(id: string): Promise<string>;
  /** Passes on what the job prints, from its first line, until it has ended. */
  tail(id: string, onText: (text: string) => void, signal?: AbortSignal): Promise<void>;
  /** Asks the job to stop: SIGTERM, and SIGKILL where that does not help. @returns whether it was running. */
  stop(id: string): Promise<boolean>;
};

const ANSWER_TIMEOUT_MS = 30_000;

/**
 * Jobs on a Ray cluster, by its Jobs REST API (https://docs.ray.io, "Ray Jobs REST API").
 *
 * @param address Of the head's dashboard, e.g. `http://127.0.0.1:8265`. Without a token it takes commands from whoever
 *   reaches it, so it belongs on a network of its own.
 * @param token Of a cluster that was started with RAY_AUTH_MODE=token.
 */
export function rayJobs(address: string, token?: string): RayJobs {
  const base = address.replace(/\/+$/, '');
  const call = async <T extends z.ZodType>(
    method: 'GET' | 'POST',
    path: string,
    schema: T,
    body?: object,
  ): Promise<z.output<T>> => {
    const what = `${method} ${path}`;
    const { status, content } = await send(method, `${base}${path}`, {
      ...{ token, timeoutMs: ANSWER_TIMEOUT_MS },
      body: body && JSON.stringify(body),
    }).catch((error: NodeJS.ErrnoException) => {
      throw new RayError('unreachable', what, `${address} does not answer (${error.code ?? error.message})`);
    });
    if (status !== 200) throw new RayError(refusalOf(status, content), what, lastLine(content), status);
    const parsed = schema.safeParse(parseJson(content));
    if (!parsed.success) throw new RayError('malformed', what, 'another answer than its API promises');
    return parsed.data;
  };
  const path = (id: string): string => `/api/jobs/${encodeURIComponent(id)}`;
  const info = async (id: string): Promise<RayJobInfo> => {
    const { status, message, driver_exit_code } = await call('GET', path(id), infoSchema);
    return { status, message: message ?? undefined, exitCode: driver_exit_code ?? undefined };
  };
  const logs = async (id: string): Promise<string> =>
    (await call('GET', `${path(id)}/logs`, z.object({ logs: z.string() }))).logs;
  return {
    async submit({ id, entrypoint, cpus, gpus }) {
      await call('POST', '/api/jobs/', z.object({ submission_id: z.literal(id) }), {
        ...{ submission_id: id, entrypoint },
        ...(cpus === undefined ? {} : { entrypoint_num_cpus: cpus }),
        ...(gpus === undefined ? {} : { entrypoint_num_gpus: gpus }),
      });
    },
    info,
    logs,
    // By reading: the web socket that Ray has for this was seen to close at once, without a word.
    tail: (id, onText, signal) =>
      tailLogs({
        ...{ onText, signal },
        read: () => logs(id),
        isOver: async () => !['PENDING', 'RUNNING'].includes((await info(id)).status),
      }),
    stop: async (id) => (await call('POST', `${path(id)}/stop`, z.object({ stopped: z.boolean() }))).stopped,
  };
}

function refusalOf(status: number, content: string): RayErrorCode {
  if (status === 404) return 'unknown_job';
  // Told by a text alone, in an answer of 500.
  if (/already exists/i.test(content)) return 'exists';
  return /try again later/i.test(content) ? 'busy' : 'refused';
}

/** A Python traceback says in its last line what happened. */
function lastLine(content: string): string {
  const lines = content.trim().split('\n');
  return (lines.length > 1 ? lines.at(-1)! : lines[0]!).slice(0, 300);
}

function parseJson(content: string): unknown {
  try {
    return JSON.parse(content);
  } catch {
    // The schema refuses undefined.
    return undefined;
  }
}
