import type { ToolDefinition } from './example.ts';
import type { ToolCall } from './message.ts';
import { RowProblem } from './row-problem.ts';

const MAX_TOOLS = 128;
const MAX_DEPTH = 32;
/** Values in one function's description, or in what one call gives it. */
const MAX_PARTS = 10_000;

/**
 * The functions that an assistant's turn calls, as OpenAI writes them: `[{ id, type, function: { name, arguments } }]`
 * with the arguments as an object or as its JSON.
 *
 * @throws RowProblem
 */
export function toolCallsOf(value: unknown, where: string): ToolCall[] {
  return listOf(value, where).map((call, i) => {
    const at = `${where}[${i}]`;
    const { id, function: called } = call as { id?: unknown; function?: unknown };
    const { name, arguments: given } = recordOf(called, `${at}.function`);
    if (typeof name !== 'string' || name === '') throw new RowProblem(`${at}.function.name is no name`);
    const args = typeof given === 'string' ? parsed(given, `${at}.function.arguments`) : (given ?? {});
    const shallow = recordOf(args, `${at}.function.arguments`);
    requireShallow(shallow, at);
    return { ...(typeof id === 'string' ? { id } : {}), name, arguments: shallow };
  });
}

/**
 * The functions that a conversation offers: a list, or its JSON, of `{ type, function: { name, … } }`.
 *
 * @throws RowProblem
 */
export function toolDefinitionsOf(value: unknown, where: string): ToolDefinition[] {
  if (value === null || value === undefined || value === '') return [];
  return listOf(typeof value === 'string' ? parsed(value, where) : value, where).map((tool, i) => {
    const { name } = recordOf((tool as { function?: unknown }).function, `${where}[${i}].function`);
    if (typeof name !== 'string' || name === '')
      throw new RowProblem(`${where}[${i}].function.name is no name`);
    requireShallow(tool, `${where}[${i}]`);
    return tool as ToolDefinition;
  });
}

function listOf(value: unknown, where: string): Record<string, unknown>[] {
  if (!Array.isArray(value)) throw new RowProblem(`${where} is no list`);
  if (value.length > MAX_TOOLS) throw new RowProblem(`${where} has ${value.length} entries`);
  return value.map((entry, i) => recordOf(entry, `${where}[${i}]`));
}

function recordOf(value: unknown, where: string): Record<string, unknown> {
  if (typeof value === 'object' && value !== null && !Array.isArray(value))
    return value as Record<string, unknown>;
  throw new RowProblem(`${where} is no object`);
}

function parsed(text: string, where: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new RowProblem(`${where} is no JSON`);
  }
}

/** Templates and digests walk these values, and would run out of stack in one that is nested without end. */
function requireShallow(value: unknown, where: string): void {
  let parts = 0;
  const walk = (part: unknown, depth: number): void => {
    if (depth > MAX_DEPTH) throw new RowProblem(`${where} is nested more than ${MAX_DEPTH} deep`);
    if (++parts > MAX_PARTS) throw new RowProblem(`${where} holds more than ${MAX_PARTS} values`);
    if (typeof part !== 'object' || part === null) return;
    for (const inside of Object.values(part)) walk(inside, depth + 1);
  };
  walk(value, 0);
}
