import type { Problem } from '@cultivar/sdk';
import type { ErrorRequestHandler, RequestHandler } from 'express';
import type { Logger } from 'pino';
import { ProblemError } from './problem-error.ts';

/**
 * Express's last handler: whatever was thrown becomes problem details.
 *
 * @param asProblem Knows the domain's own errors; undefined for anything unexpected, which becomes a 500 that
 *   says nothing of the inside and is logged in full.
 */
export function sendProblem(
  logger: Logger,
  asProblem: (error: unknown) => ProblemError | undefined,
): ErrorRequestHandler {
  return (error, request, response, next) => {
    const known = error instanceof ProblemError ? error : (asProblem(error) ?? fromExpress(error));
    if (known === undefined) logger.error({ err: error, path: request.path }, 'request failed');
    if (response.headersSent) {
      // Too late for a status: cut the connection, so that a half answer is never taken for a whole one.
      response.destroy();
      return next();
    }
    const problem =
      known ?? new ProblemError(500, 'internal', 'Internal error', 'Something went wrong here.');
    const body: Problem = {
      type: `urn:cultivar:error:${problem.code}`,
      title: problem.title,
      status: problem.status,
      detail: problem.message,
      instance: request.path,
      ...(problem.errors ? { errors: problem.errors } : {}),
    };
    response.status(problem.status).type('application/problem+json').send(JSON.stringify(body));
  };
}

/** Answers what no route took. */
export const notFound: RequestHandler = (request) => {
  throw new ProblemError(
    404,
    'no-such-route',
    'Not found',
    `${request.method} ${request.path} is not served here.`,
  );
};

/** Errors of Express and its body parser carry a client status. */
function fromExpress(error: unknown): ProblemError | undefined {
  const { status, message } = (error ?? {}) as { status?: unknown; message?: unknown };
  if (typeof status !== 'number' || status < 400 || status > 499) return undefined;
  return new ProblemError(status, 'bad-request', 'Bad request', String(message));
}
