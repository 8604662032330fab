import type { z } from 'zod';
import { ProblemError } from '../http/problem-error.ts';

/**
 * Checks what a request brought.
 *
 * @throws ProblemError 400 naming every place that is wrong.
 */
export function parseBody<S extends z.ZodType>(schema: S, body: unknown): z.output<S> {
  const result = schema.safeParse(body);
  if (result.success) return result.data;
  const errors = result.error.issues.map((issue) => ({ path: issue.path.join('.'), message: issue.message }));
  const [first] = errors;
  const detail = `${first!.path || 'body'}: ${first!.message}`;
  throw new ProblemError(400, 'invalid-request', 'The request is not understood', detail, errors);
}
