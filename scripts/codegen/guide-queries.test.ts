import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildSchema, parse, validate } from 'graphql';
import { describe, expect, it } from 'vitest';

const root = join(import.meta.dirname, '../..');
const schema = buildSchema(readFileSync(join(root, 'sdk/src/generated/index-api.graphql'), 'utf8'));
const examples = globSync('docs/guides/*.md', { cwd: root }).flatMap((file) =>
  [...readFileSync(join(root, file), 'utf8').matchAll(/```graphql\n(.*?)```/gs)].map(
    ([, query]) => [file, query!] as const,
  ),
);

describe('the GraphQL examples of the guides', () => {
  it.each(examples)('%s asks only what the index answers', (_file, query) => {
    expect(validate(schema, parse(query)).map(({ message }) => message)).toEqual([]);
  });

  it('has an example to check', () => {
    expect(examples).not.toHaveLength(0);
  });
});
