import { Router } from 'express';
import { chatRequestSchema, completionRequestSchema } from '@cultivar/sdk';
import type { ServedModelList } from '@cultivar/sdk';
import type { ApiContext } from '../api-context.ts';
import { parseBody } from '../parse-body.ts';
import { answer } from '../answer.ts';

const LISTED_ASSETS = 500;

/** `/v1`: models and answers in OpenAI's shape. */
export function modelRoutes(context: ApiContext): Router {
  const router = Router();

  router.get('/models', async (_request, response) => {
    const models = await context.catalog.list(LISTED_ASSETS);
    const list: ServedModelList = {
      object: 'list',
      data: models.map(({ id, name, kind, owner, base }) => ({
        id,
        object: 'model',
        created: 0,
        owned_by: owner,
        name,
        kind,
        ...(base === undefined ? {} : { base }),
      })),
    };
    response.json(list);
  });

  router.post('/chat/completions', async (request, response) => {
    const asked = parseBody(chatRequestSchema, request.body);
    await answer(context, asked, { messages: asked.messages }, 'chat', request, response);
  });

  router.post('/completions', async (request, response) => {
    const asked = parseBody(completionRequestSchema, request.body);
    await answer(context, asked, { prompt: asked.prompt }, 'text', request, response);
  });

  return router;
}
