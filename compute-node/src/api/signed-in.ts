import type { Request } from 'express';
import type { Session } from '../auth/sessions.ts';
import { ProblemError } from '../http/problem-error.ts';
import type { ApiContext } from './api-context.ts';

/**
 * Whoever sent the request.
 *
 * @throws ProblemError 401 without a valid session.
 */
export function signedIn({ sessions }: ApiContext, request: Request): Session {
  const token = /^Bearer (\S{1,200})$/.exec(request.get('authorization') ?? '')?.[1];
  const session = token === undefined ? undefined : sessions.find(token);
  if (session === undefined) {
    throw new ProblemError(
      401,
      'not-signed-in',
      'Sign in first',
      'Send a session token: see POST /auth/verify.',
    );
  }
  return session;
}
