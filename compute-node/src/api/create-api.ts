import express from 'express';
import type { Express, RequestHandler } from 'express';
import { rateLimit } from 'express-rate-limit';
import { allowOrigins } from '../http/allow-origins.ts';
import { ProblemError } from '../http/problem-error.ts';
import { notFound, sendProblem } from '../http/send-problem.ts';
import type { ApiContext } from './api-context.ts';
import { authRoutes } from './routes/auth-routes.ts';
import { jobRoutes } from './routes/job-routes.ts';
import { modelRoutes } from './routes/model-routes.ts';
import { nodeRoutes } from './routes/node-routes.ts';

const MINUTE_MS = 60_000;
const MAX_BODY = '1mb';

/** The node's HTTP API. */
export function createApi(context: ApiContext): Express {
  const app = express();
  app.disable('x-powered-by');
  app.use(measured(context));
  app.use(allowOrigins(context.writers));
  app.use(limited(context.requestsPerMinute));
  app.use(express.json({ limit: MAX_BODY }));
  app.use(nodeRoutes(context));
  app.use('/jobs', jobRoutes(context));
  app.use('/auth', authRoutes(context));
  app.post('/v1/{*rest}', limited(Math.max(1, Math.floor(context.requestsPerMinute / 10))));
  app.use('/v1', modelRoutes(context));
  app.use(notFound);
  app.use(sendProblem(context.logger, () => undefined));
  return app;
}

function limited(perMinute: number): RequestHandler {
  return rateLimit({
    windowMs: MINUTE_MS,
    limit: perMinute,
    standardHeaders: 'draft-8',
    legacyHeaders: false,
    handler: () => {
      throw new ProblemError(429, 'too-many-requests', 'Too many requests', `At most ${perMinute} a minute.`);
    },
  });
}

function measured({ metrics, logger }: ApiContext): RequestHandler {
  return (request, response, next) => {
    const started = performance.now();
    response.once('close', () => {
      const seconds = (performance.now() - started) / 1000;
      const route = (request.route as { path?: string } | undefined)?.path ?? 'none';
      const labels = { method: request.method, route: request.baseUrl + route, status: response.statusCode };
      metrics.requests.observe(labels, seconds);
      logger.debug({ ...labels, path: request.path, ms: Math.round(seconds * 1000) }, 'request');
    });
    next();
  };
}
