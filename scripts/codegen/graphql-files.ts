import { glob, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { codegen } from '@graphql-codegen/core';
import * as typescriptOperations from '@graphql-codegen/typescript-operations';
import { Kind, parse, print, stripIgnoredCharacters, visit } from 'graphql';
import type { DocumentNode, FragmentDefinitionNode, OperationDefinitionNode } from 'graphql';
import { GENERATED_MARK } from './generated-file.ts';
import type { GeneratedFile } from './generated-file.ts';

const API = 'sdk/src/generated/index-api.graphql';
const DOCUMENTS = 'sdk/src/graphql/documents/*.graphql';

/** graph-node's scalars as they come in JSON: numbers beyond 32 bits are text. */
const SCALARS = {
  BigDecimal: 'string',
  BigInt: 'string',
  Bytes: '`0x${string}`',
  ID: '`0x${string}`',
  Int8: 'string',
  Timestamp: 'string',
};

/** The queries with the types of their answers, checked against the API that graph-node serves. */
export async function graphqlFiles(root: string): Promise<GeneratedFile[]> {
  const documents = await readDocuments(root);
  const types = await codegen({
    filename: 'graphql.ts',
    schema: parse(await readFile(join(root, API), 'utf8')),
    documents: documents.map(({ location, document }) => ({ location, document })),
    config: { scalars: SCALARS, strictScalars: true, skipTypename: true, enumType: 'string-literal' },
    plugins: [{ typescriptOperations: {} }],
    pluginMap: { typescriptOperations },
  });
  const constants = documentConstants(documents.map(({ document }) => document));
  const head = [GENERATED_MARK, "import type { IndexDocument } from '../graphql/index-document.ts';"];
  return [
    { path: 'sdk/src/generated/graphql.ts', content: `${[...head, types, ...constants].join('\n\n')}\n` },
  ];
}

type LoadedDocument = { location: string; document: DocumentNode };

async function readDocuments(root: string): Promise<LoadedDocument[]> {
  const locations: string[] = [];
  for await (const location of glob(DOCUMENTS, { cwd: root })) locations.push(location);
  return Promise.all(
    locations.toSorted().map(async (location) => ({
      location,
      document: parse(await readFile(join(root, location), 'utf8')),
    })),
  );
}

function documentConstants(documents: readonly DocumentNode[]): string[] {
  const definitions = documents.flatMap((document) => document.definitions);
  const fragments = definitions.filter((definition) => definition.kind === Kind.FRAGMENT_DEFINITION);
  const operations = definitions.filter((definition) => definition.kind === Kind.OPERATION_DEFINITION);
  return operations.map((operation) => {
    const name = operation.name!.value;
    const text = [operation, ...fragmentsOf(operation, fragments)].map(print).join('\n');
    return [
      `export const ${name[0]!.toLowerCase()}${name.slice(1)}Document: IndexDocument<${name}Query, ${name}QueryVariables> = {`,
      `  name: '${name}',`,
      `  text: ${JSON.stringify(stripIgnoredCharacters(text))},`,
      '};',
    ].join('\n');
  });
}

/** The fragments that a definition spreads, those that these spread, and so on, each once. */
function fragmentsOf(
  start: OperationDefinitionNode | FragmentDefinitionNode,
  fragments: readonly FragmentDefinitionNode[],
): FragmentDefinitionNode[] {
  const found = new Set<FragmentDefinitionNode>();
  const follow = (definition: OperationDefinitionNode | FragmentDefinitionNode): void => {
    visit(definition, {
      FragmentSpread({ name }) {
        const fragment = fragments.find((candidate) => candidate.name.value === name.value);
        if (!fragment || found.has(fragment)) return;
        found.add(fragment);
        follow(fragment);
      },
    });
  };
  follow(start);
  return [...found];
}
