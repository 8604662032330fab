import { Router } from 'express';
import { JOB_STATES } from '@cultivar/sdk';
import type { ApiContext } from '../api-context.ts';
import { openApiDocument } from '../open-api-document.ts';

/** The node itself: health, what it is, what it counts, how its API is described. */
export function nodeRoutes(context: ApiContext): Router {
  const router = Router();
  const document = openApiDocument(context.version);

  router.get('/health', async (_request, response) => {
    const health = await context.health();
    response.status(health.ok ? 200 : 503).json(health);
  });
  router.get('/node', async (_request, response) => {
    response.json(await context.info());
  });
  router.get('/openapi.json', (_request, response) => {
    response.json(document);
  });
  router.get('/metrics', async (_request, response) => {
    const { registry, jobs } = context.metrics;
    const counts = context.journal.jobs.count();
    for (const state of JOB_STATES) jobs.set({ state }, counts[state]);
    response.set('content-type', registry.contentType).send(await registry.metrics());
  });
  return router;
}
