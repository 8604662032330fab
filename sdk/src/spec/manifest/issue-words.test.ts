import { expect, it } from 'vitest';
import { z } from 'zod';
import { issueWords } from './issue-words.ts';

const wordsOf = (schema: z.ZodType, value: unknown) =>
  schema.safeParse(value, { error: issueWords }).error?.issues[0]?.message;

it.each<[z.ZodType, unknown, string]>([
  [z.number().int().min(1), 0, 'must be at least 1'],
  [z.number().int().min(1), 1.5, 'must be a whole number'],
  [z.number().positive(), 0, 'must be more than 0'],
  [z.number().max(256), 512, 'must be at most 256'],
  [z.number().lt(1), 1, 'must be less than 1'],
  [z.number(), 'much', 'must be a number'],
  [z.number(), undefined, 'is missing'],
  [z.number().multipleOf(16), 130, 'must be a multiple of 16'],
  [z.string().min(1), '', 'must not be empty'],
  [z.string().min(3), 'ab', 'must be at least 3 characters long'],
  [z.string().max(3), 'abcd', 'must be at most 3 characters long'],
  [z.array(z.string()).min(1), [], 'must not be empty'],
  [z.array(z.string()).max(2), ['a', 'b', 'c'], 'must be at most 2 entries long'],
  [z.enum(['skip', 'refuse']), 'keep', 'must be one of skip, refuse'],
  [z.literal('lora'), 'full', 'must be lora'],
  [z.url(), 'nowhere', 'must be a web address'],
  [z.boolean(), 1, 'must be true or false'],
])('says of %o what is wrong with %j', (schema, value, words) => {
  expect(wordsOf(schema, value)).toBe(words);
});

it("leaves a schema's own words alone", () => {
  expect(wordsOf(z.string().regex(/^a/, 'begins with an a'), 'b')).toBe('begins with an a');
});
