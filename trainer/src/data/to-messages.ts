import { nearestName } from '@cultivar/sdk/spec';
import type { DataFormat } from '@cultivar/sdk/spec';
import type { Message } from './message.ts';

const SHAREGPT_ROLES: Record<string, Message['role']> = {
  system: 'system',
  human: 'user',
  user: 'user',
  gpt: 'assistant',
  assistant: 'assistant',
  model: 'assistant',
  tool: 'tool',
  function: 'tool',
  function_response: 'tool',
  observation: 'tool',
};
const OPENAI_ROLES: Record<string, Message['role']> = {
  system: 'system',
  user: 'user',
  assistant: 'assistant',
  tool: 'tool',
  function: 'tool',
};

/** Why a row is no conversation, in words for its owner. */
export class RowProblem extends Error {
  override readonly name = 'RowProblem';
}

/**
 * A row of a dataset as a conversation. Roles are mapped, never guessed.
 *
 * @throws RowProblem when a field is missing, a role unknown, or nobody answers.
 */
export function toMessages(row: Record<string, unknown>, format: DataFormat): Message[] {
  const messages = read(row, format);
  if (messages[0]?.role === 'assistant') throw new RowProblem('the conversation begins with the assistant');
  if (!messages.some((message) => message.role === 'assistant' && message.content.trim() !== '')) {
    throw new RowProblem('the conversation has no answer of the assistant');
  }
  return messages;
}

function read(row: Record<string, unknown>, format: DataFormat): Message[] {
  switch (format.name) {
    case 'sharegpt':
      return turns(row, format.field).map((turn, i) => ({
        role: role(turn['from'], SHAREGPT_ROLES, `${format.field}[${i}].from`),
        content: text(turn['value'], `${format.field}[${i}].value`),
      }));
    case 'messages':
      return turns(row, format.field).map((turn, i) => ({
        role: role(turn['role'], OPENAI_ROLES, `${format.field}[${i}].role`),
        content: text(turn['content'], `${format.field}[${i}].content`),
      }));
    case 'prompt-completion': {
      const system = format.system === undefined ? undefined : field(row, format.system);
      return [
        ...(system ? [{ role: 'system' as const, content: text(system, format.system!) }] : []),
        { role: 'user', content: text(field(row, format.prompt), format.prompt) },
        { role: 'assistant', content: text(field(row, format.completion), format.completion) },
      ];
    }
  }
}

function field(row: Record<string, unknown>, name: string): unknown {
  if (Object.hasOwn(row, name)) return row[name];
  const near = nearestName(name, Object.keys(row));
  throw new RowProblem(`has no field ${name}${near ? `; it has ${near}` : ''}`);
}

function turns(row: Record<string, unknown>, name: string): Record<string, unknown>[] {
  const value = field(row, name);
  if (!Array.isArray(value) || value.length === 0) throw new RowProblem(`${name} is no list of turns`);
  for (const [i, turn] of value.entries()) {
    if (typeof turn !== 'object' || turn === null || Array.isArray(turn)) {
      throw new RowProblem(`${name}[${i}] is no turn`);
    }
  }
  return value as Record<string, unknown>[];
}

function role(value: unknown, roles: Record<string, Message['role']>, where: string): Message['role'] {
  if (typeof value !== 'string') throw new RowProblem(`${where} is no role`);
  if (Object.hasOwn(roles, value)) return roles[value]!;
  const near = nearestName(value, Object.keys(roles));
  const shown = JSON.stringify(value.slice(0, 64));
  throw new RowProblem(`${where} is the unknown role ${shown}${near ? `; nearest is ${near}` : ''}`);
}

function text(value: unknown, where: string): string {
  if (typeof value === 'string') return value.toWellFormed();
  if (Array.isArray(value)) return value.map((part, i) => textPart(part, `${where}[${i}]`)).join('');
  throw new RowProblem(`${where} is no text`);
}

function textPart(part: unknown, where: string): string {
  const { type, text: value } = (part ?? {}) as { type?: unknown; text?: unknown };
  if (type !== 'text' || typeof value !== 'string') throw new RowProblem(`${where} is no text part`);
  return value.toWellFormed();
}
