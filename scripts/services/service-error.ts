/** Why a service could not start or go on. */
export type ServiceProblem =
  /** Somebody else listens on `port`; `setting` is the environment variable that moves the service. */
  | { code: 'port-busy'; port: number; setting: string }
  /** No binary of it is installed for this machine. */
  | { code: 'unsupported-platform'; platform: string; packageName: string }
  /** It ended by itself. `lastLines` is the end of its log. */
  | { code: 'exited'; exitCode: number | null; exitSignal: string | null; logFile: string; lastLines: string }
  /** It runs, but did not get ready in time. */
  | { code: 'not-ready'; waitedMs: number; logFile: string; lastLines: string }
  /** It answers, but reports a failure of its own. */
  | { code: 'failed'; detail: string; logFile: string }
  /** What it kept on disk cannot be used. */
  | { code: 'bad-state'; file: string; detail: string };

/** A local service (chain, Postgres, graph-node) failed; the message fits on one line. */
export class ServiceError extends Error {
  override readonly name = 'ServiceError';
  readonly service: string;
  readonly problem: ServiceProblem;

  constructor(service: string, problem: ServiceProblem, options?: ErrorOptions) {
    super(`${service}: ${sentence(problem)}`, options);
    this.service = service;
    this.problem = problem;
  }
}

function sentence(problem: ServiceProblem): string {
  switch (problem.code) {
    case 'port-busy':
      return `port ${problem.port} is taken by another program; set ${problem.setting} to use another`;
    case 'unsupported-platform':
      return `${problem.packageName} has no binary for ${problem.platform}`;
    case 'exited': {
      const how = problem.exitSignal ? `by ${problem.exitSignal}` : `with code ${problem.exitCode}`;
      return `ended ${how}${quoted(problem.lastLines)} (log: ${problem.logFile})`;
    }
    case 'not-ready':
      return `not ready after ${Math.round(problem.waitedMs / 1000)} s${quoted(problem.lastLines)} (log: ${problem.logFile})`;
    case 'failed':
      return `${problem.detail} (log: ${problem.logFile})`;
    case 'bad-state':
      return `${problem.file} cannot be used: ${problem.detail}`;
  }
}

function quoted(lastLines: string): string {
  const last = lastLines.trim().split('\n').at(-1)?.trim();
  return last ? `: ${last.slice(0, 300)}` : '';
}
