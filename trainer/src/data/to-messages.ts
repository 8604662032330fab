import { nearestName } from '@cultivar/sdk/spec';
import type { DataFormat } from '@cultivar/sdk/spec';
import type { Message } from './message.ts';
import { fieldOf, textOf } from './row-fields.ts';
import { RowProblem } from './row-problem.ts';
import { toolCallsOf } from './tool-calls.ts';

/** Formats whose rows are conversations. */
export type ConversationFormat = Exclude<DataFormat, { name: 'text' | 'preference' }>;

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

/**
 * A row of a dataset as a conversation. Roles are mapped, never guessed.
 *
 * @throws RowProblem when a field is missing, a role unknown, or nobody answers.
 */
export function toMessages(row: Record<string, unknown>, format: ConversationFormat): Message[] {
  const messages = read(row, format);
  if (messages[0]?.role === 'assistant') throw new RowProblem('the conversation begins with the assistant');
  if (!messages.some(answers)) throw new RowProblem('the conversation has no answer of the assistant');
  return messages;
}

/** Turns as OpenAI writes them. @throws RowProblem */
export function openAiTurns(value: unknown, where: string): Message[] {
  return turns(value, where).map((turn, i) => openAiTurn(turn, `${where}[${i}]`));
}

/** Turns as ShareGPT writes them. @throws RowProblem */
export function shareGptTurns(value: unknown, where: string): Message[] {
  return turns(value, where).map((turn, i) => ({
    role: role(turn['from'], SHAREGPT_ROLES, `${where}[${i}].from`),
    content: textOf(turn['value'], `${where}[${i}].value`),
  }));
}

function answers({ role: who, content, toolCalls }: Message): boolean {
  return who === 'assistant' && (content.trim() !== '' || (toolCalls?.length ?? 0) > 0);
}

function read(row: Record<string, unknown>, format: ConversationFormat): Message[] {
  switch (format.name) {
    case 'sharegpt':
      return shareGptTurns(fieldOf(row, format.field), format.field);
    case 'messages':
      return openAiTurns(fieldOf(row, format.field), format.field);
    case 'prompt-completion':
      return [
        ...systemTurn(row, format.system),
        { role: 'user', content: textOf(fieldOf(row, format.prompt), format.prompt) },
        { role: 'assistant', content: textOf(fieldOf(row, format.completion), format.completion) },
      ];
    case 'alpaca': {
      const task = textOf(fieldOf(row, format.instruction), format.instruction);
      const about = Object.hasOwn(row, format.input) ? textOf(row[format.input] ?? '', format.input) : '';
      return [
        ...systemTurn(row, format.system),
        { role: 'user', content: about.trim() === '' ? task : `${task}\n\n${about}` },
        { role: 'assistant', content: textOf(fieldOf(row, format.output), format.output) },
      ];
    }
  }
}

function systemTurn(row: Record<string, unknown>, name: string | undefined): Message[] {
  const system = name === undefined ? undefined : fieldOf(row, name);
  return system ? [{ role: 'system', content: textOf(system, name!) }] : [];
}

function openAiTurn(turn: Record<string, unknown>, where: string): Message {
  const who = role(turn['role'], OPENAI_ROLES, `${where}.role`);
  const calls = turn['tool_calls'];
  const called = who === 'assistant' && calls !== undefined && calls !== null;
  const toolCalls = called ? toolCallsOf(calls, `${where}.tool_calls`) : [];
  // Only a turn that calls something may say nothing.
  const silent = toolCalls.length > 0 && (turn['content'] === null || turn['content'] === undefined);
  const { name, tool_call_id: id } = turn;
  return {
    role: who,
    content: silent ? '' : textOf(turn['content'], `${where}.content`),
    ...(toolCalls.length > 0 ? { toolCalls } : {}),
    ...(who === 'tool' && typeof name === 'string' ? { name } : {}),
    ...(who === 'tool' && typeof id === 'string' ? { toolCallId: id } : {}),
  };
}

function turns(given: unknown, where: string): Record<string, unknown>[] {
  // In CSV a list of turns can only stand as its JSON.
  const value = typeof given === 'string' ? jsonOf(given) : given;
  if (!Array.isArray(value) || value.length === 0) throw new RowProblem(`${where} is no list of turns`);
  for (const [i, turn] of value.entries()) {
    if (typeof turn !== 'object' || turn === null || Array.isArray(turn)) {
      throw new RowProblem(`${where}[${i}] is no turn`);
    }
  }
  return value as Record<string, unknown>[];
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // No list either: told by the caller.
    return undefined;
  }
}

function role(value: unknown, roles: Record<string, Message['role']>, where: string): Message['role'] {
  if (typeof value !== 'string') throw new RowProblem(`${where} is no role`);
  if (Object.hasOwn(roles, value)) return roles[value]!;
  const near = nearestName(value.slice(0, 64), Object.keys(roles));
  const shown = JSON.stringify(value.slice(0, 64));
  throw new RowProblem(`${where} is the unknown role ${shown}${near ? `; nearest is ${near}` : ''}`);
}
