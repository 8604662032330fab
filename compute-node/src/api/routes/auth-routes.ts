import { Router } from 'express';
import { authVerifySchema } from '@cultivar/sdk';
import type { AuthNonce, AuthSession } from '@cultivar/sdk';
import { SignInError } from '../../auth/sign-in-error.ts';
import { ProblemError } from '../../http/problem-error.ts';
import type { ApiContext } from '../api-context.ts';
import { parseBody } from '../parse-body.ts';

/** `/auth`: a nonce, then a signed message for a session. */
export function authRoutes(context: ApiContext): Router {
  const router = Router();
  router.get('/nonce', (_request, response) => {
    const { domain, chainId } = context;
    const answer: AuthNonce = { ...context.nonces.issue(), domain, chainId };
    response.set('cache-control', 'no-store').json(answer);
  });
  router.post('/verify', async (request, response) => {
    const signed = parseBody(authVerifySchema, request.body);
    try {
      const { account, scheme } = await context.verifySignIn(signed);
      const answer: AuthSession = context.sessions.open(account, scheme);
      response.set('cache-control', 'no-store').json(answer);
    } catch (error) {
      if (!(error instanceof SignInError)) throw error;
      throw new ProblemError(401, `sign-in-${error.code}`, 'The sign-in was refused', error.message);
    }
  });
  return router;
}
