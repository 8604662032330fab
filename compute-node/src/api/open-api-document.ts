import { problemSchema } from '@cultivar/sdk';
import { z } from 'zod';
import { ENDPOINTS } from './endpoints.ts';
import type { Endpoint } from './endpoints.ts';

type Json = Record<string, unknown>;

/** The API's description in OpenAPI 3.1, made from the schemas that check what crosses the wire. */
export function openApiDocument(version: string): Json {
  const schemas: Json = { Problem: jsonSchema(problemSchema, 'output') };
  const paths: Record<string, Json> = {};
  for (const endpoint of ENDPOINTS) {
    schemas[endpoint.answer.name] = jsonSchema(endpoint.answer.schema, 'output');
    if (endpoint.body) schemas[endpoint.body.name] = jsonSchema(endpoint.body.schema, 'input');
    (paths[endpoint.path] ??= {})[endpoint.method] = operation(endpoint);
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Cultivar compute node',
      version,
      description: 'Jobs with their histories, sign-in, and models in the shape of the OpenAI API.',
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    paths,
    components: { schemas, securitySchemes: { session: { type: 'http', scheme: 'bearer' } } },
  };
}

function operation(endpoint: Endpoint): Json {
  const { answer, body, parameters, problems } = endpoint;
  return {
    summary: endpoint.summary,
    operationId: operationId(endpoint),
    ...(endpoint.signedIn ? { security: [{ session: [] }] } : {}),
    ...(parameters
      ? {
          parameters: parameters.map(({ type, ...parameter }) => ({
            ...parameter,
            required: parameter.in === 'path',
            schema: { type },
          })),
        }
      : {}),
    ...(body
      ? { requestBody: { required: true, content: { 'application/json': reference(body.name) } } }
      : {}),
    responses: {
      [answer.status]: {
        description: endpoint.summary,
        content: { [answer.mediaType ?? 'application/json']: reference(answer.name) },
      },
      ...Object.fromEntries(
        problems.map((status) => [
          status,
          { description: 'Problem', content: { 'application/problem+json': reference('Problem') } },
        ]),
      ),
    },
  };
}

function operationId({ method, path }: Endpoint): string {
  const words = path.split(/[^a-zA-Z0-9]+/).filter((word) => word !== '');
  return method + words.map((word) => word[0]!.toUpperCase() + word.slice(1)).join('');
}

function reference(name: string): Json {
  return { schema: { $ref: `#/components/schemas/${name}` } };
}

function jsonSchema(schema: z.ZodType, io: 'input' | 'output'): Json {
  // Transforms have no JSON form on their output side: what crosses the wire is the input then.
  const { $schema: _dialect, ...rest } = z.toJSONSchema(schema, { io, unrepresentable: 'any' }) as Json;
  return rest;
}
