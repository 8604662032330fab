import {
  authNonceSchema,
  authSessionSchema,
  authVerifySchema,
  chatRequestSchema,
  chatResponseSchema,
  completionRequestSchema,
  completionResponseSchema,
  nodeHealthSchema,
  nodeInfoSchema,
  nodeJobListSchema,
  nodeJobSchema,
  servedModelListSchema,
} from '@cultivar/sdk';
import { trainEventSchema } from '@cultivar/sdk/spec';
import { z } from 'zod';

/** One endpoint of the API, as its description needs it. */
export type Endpoint = {
  method: 'get' | 'post';
  path: string;
  summary: string;
  body?: { name: string; schema: z.ZodType };
  answer: { status: number; name: string; schema: z.ZodType; mediaType?: string };
  parameters?: {
    name: string;
    in: 'path' | 'query' | 'header';
    description: string;
    type: 'string' | 'integer';
  }[];
  /** Statuses that come as problem details. */
  problems: number[];
  signedIn?: boolean;
};

const jobId = { name: 'id', in: 'path', description: '`<chainId>:<jobId>`', type: 'string' } as const;
const text = z.string();

/** Every endpoint. The document at `/openapi.json` is made from this and the schemas alone. */
export const ENDPOINTS: readonly Endpoint[] = [
  {
    method: 'get',
    path: '/health',
    summary: 'How the node is; 503 when something is not ok',
    answer: { status: 200, name: 'NodeHealth', schema: nodeHealthSchema },
    problems: [],
  },
  {
    method: 'get',
    path: '/node',
    summary: 'What the node is and what it is doing',
    answer: { status: 200, name: 'NodeInfo', schema: nodeInfoSchema },
    problems: [500],
  },
  {
    method: 'get',
    path: '/metrics',
    summary: 'Counters for Prometheus',
    answer: { status: 200, name: 'Metrics', schema: text, mediaType: 'text/plain' },
    problems: [],
  },
  {
    method: 'get',
    path: '/openapi.json',
    summary: 'This document',
    answer: { status: 200, name: 'OpenApi', schema: z.record(z.string(), z.unknown()) },
    problems: [],
  },
  {
    method: 'get',
    path: '/jobs',
    summary: 'Jobs the node knows, newest first, refused ones with the reason',
    parameters: [
      { name: 'state', in: 'query', description: 'Only jobs in this state', type: 'string' },
      { name: 'limit', in: 'query', description: '1 to 500, default 100', type: 'integer' },
      { name: 'before', in: 'query', description: '`next` of the page before', type: 'string' },
    ],
    answer: { status: 200, name: 'NodeJobList', schema: nodeJobListSchema },
    problems: [400],
  },
  {
    method: 'get',
    path: '/jobs/{id}',
    summary: 'One job',
    parameters: [jobId],
    answer: { status: 200, name: 'NodeJob', schema: nodeJobSchema },
    problems: [404],
  },
  {
    method: 'get',
    path: '/jobs/{id}/events',
    summary:
      'The history of a run, then what comes, as server-sent events; with Accept: application/json an array',
    parameters: [
      jobId,
      { name: 'Last-Event-ID', in: 'header', description: '`seq` of the last event seen', type: 'string' },
    ],
    answer: { status: 200, name: 'TrainEvent', schema: trainEventSchema, mediaType: 'text/event-stream' },
    problems: [404],
  },
  {
    method: 'post',
    path: '/jobs/{id}/cancel',
    summary: 'Stop a job: its requester before the claim, the operator until it is stored',
    parameters: [jobId],
    signedIn: true,
    answer: { status: 202, name: 'NodeJob', schema: nodeJobSchema },
    problems: [401, 403, 404, 409],
  },
  {
    method: 'get',
    path: '/auth/nonce',
    summary: 'A nonce for a sign-in message, good once',
    answer: { status: 200, name: 'AuthNonce', schema: authNonceSchema },
    problems: [429],
  },
  {
    method: 'post',
    path: '/auth/verify',
    summary: 'A session for a signed message (SIWE, or SIWS by polkadot.js)',
    body: { name: 'AuthVerify', schema: authVerifySchema },
    answer: { status: 200, name: 'AuthSession', schema: authSessionSchema },
    problems: [400, 401, 429],
  },
  {
    method: 'get',
    path: '/v1/models',
    summary: 'Models and adapters the node answers with',
    answer: { status: 200, name: 'ServedModelList', schema: servedModelListSchema },
    problems: [500],
  },
  {
    method: 'post',
    path: '/v1/chat/completions',
    summary: 'Answer a conversation; with `stream` as server-sent events that end with [DONE]',
    body: { name: 'ChatRequest', schema: chatRequestSchema },
    answer: { status: 200, name: 'ChatResponse', schema: chatResponseSchema },
    problems: [400, 404, 429, 503],
  },
  {
    method: 'post',
    path: '/v1/completions',
    summary: 'Continue a text',
    body: { name: 'CompletionRequest', schema: completionRequestSchema },
    answer: { status: 200, name: 'CompletionResponse', schema: completionResponseSchema },
    problems: [400, 404, 429, 503],
  },
];
