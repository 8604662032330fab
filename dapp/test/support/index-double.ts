import { createServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { getNamedType, getNullableType, graphql, isListType, isObjectType } from 'graphql';
import type { GraphQLFieldResolver, GraphQLResolveInfo } from 'graphql';
import { compare, passes } from './entity-filter.ts';
import type { Entity } from './entity-filter.ts';
import { indexSchema, listName, singleName } from './index-schema.ts';

/** Entities by the name of their type. */
export type Entities = Record<string, Entity[]>;

/** A running double of the index. */
export type IndexDouble = {
  url: string;
  /** What it answers from; a test may change it. */
  entities: Entities;
  /** Makes every answer fail with this status; undefined heals it. */
  failWith: (status: number | undefined) => void;
  close: () => Promise<void>;
};

/**
 * TEST DOUBLE of the index: answers GraphQL over the subgraph's own schema from entities in memory, with
 * graph-node's filters, orders and pages. It stands where pages are tested without a chain; the whole stack is
 * tested against the real graph-node.
 */
export async function startIndexDouble(entities: Entities): Promise<IndexDouble> {
  const schema = indexSchema();
  let status: number | undefined;
  const server = createServer(async (request, response) => {
    if (preflight(request, response)) return;
    if (status !== undefined) return void response.writeHead(status).end();
    const { query, variables } = JSON.parse(await bodyOf(request)) as { query: string; variables: object };
    const answer = await graphql({
      schema,
      source: query,
      variableValues: { ...variables },
      rootValue: {},
      fieldResolver: resolver(entities),
    });
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(answer));
  });
  const url = await listen(server);
  return {
    url,
    entities,
    failWith: (next) => (status = next),
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

function resolver(entities: Entities): GraphQLFieldResolver<unknown, unknown> {
  return (source, args, _context, info) => {
    if (info.parentType.name === 'Query') return root(entities, args, info);
    const value = (source as Entity)[info.fieldName];
    const type = getNamedType(info.returnType);
    if (!isObjectType(type) || !entities[type.name]) return value ?? null;
    if (!isListType(getNullableType(info.returnType))) return find(entities, type.name, value) ?? null;
    const by = derivedField(info);
    const mine = (entities[type.name] ?? []).filter((entity) => entity[by] === (source as Entity).id);
    return page(entities, type.name, mine, args);
  };
}

function root(entities: Entities, args: Record<string, unknown>, info: GraphQLResolveInfo): unknown {
  if (info.fieldName === '_meta') {
    return { block: { number: 100 }, deployment: 'TEST DOUBLE', hasIndexingErrors: false };
  }
  const type = getNamedType(info.returnType).name;
  if (info.fieldName === singleName(type) && info.fieldName !== listName(type)) {
    return find(entities, type, args.id) ?? null;
  }
  return page(entities, type, entities[type] ?? [], args);
}

function page(entities: Entities, type: string, all: Entity[], args: Record<string, unknown>): Entity[] {
  const { where, orderBy, orderDirection, first = 100, skip = 0 } = args as Record<string, never>;
  const lookup = (field: string, id: unknown) => find(entities, typeOf(field, type), id);
  const kept = all.filter((entity) => passes(entity, where ?? {}, lookup));
  const key = String(orderBy ?? 'id');
  const sign = orderDirection === 'desc' ? -1 : 1;
  kept.sort((a, b) => sign * compare(a[key], b[key]) || compare(a.id, b.id));
  return kept.slice(skip, Number(skip) + Number(first));
}

function find(entities: Entities, type: string, id: unknown): Entity | undefined {
  return entities[type]?.find((entity) => entity.id === id);
}

/** The type a field refers to. */
function typeOf(field: string, owner: string): string {
  const type = indexSchemaOnce().getType(owner);
  if (!isObjectType(type)) throw new Error(`index double: ${owner} is no entity`);
  return getNamedType(type.getFields()[field]?.type)?.name ?? '';
}

let schemaOnce: ReturnType<typeof indexSchema> | undefined;
function indexSchemaOnce() {
  schemaOnce ??= indexSchema();
  return schemaOnce;
}

function derivedField(info: GraphQLResolveInfo): string {
  const field = info.parentType.getFields()[info.fieldName];
  const directive = field?.astNode?.directives?.find(({ name }) => name.value === 'derivedFrom');
  const value = directive?.arguments?.[0]?.value;
  return value?.kind === 'StringValue' ? value.value : '';
}

function preflight(request: IncomingMessage, response: ServerResponse): boolean {
  response.setHeader('access-control-allow-origin', '*');
  response.setHeader('access-control-allow-headers', '*');
  if (request.method !== 'OPTIONS') return false;
  response.writeHead(204).end();
  return true;
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}

function listen(server: Server): Promise<string> {
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      resolve(`http://127.0.0.1:${(server.address() as AddressInfo).port}/subgraphs/name/cultivar`);
    });
  });
}
