import type { DataFormat } from '@cultivar/sdk/spec';
import type { PreferenceExample } from './example.ts';
import type { Message } from './message.ts';
import { fieldOf, textOf } from './row-fields.ts';
import { RowProblem } from './row-problem.ts';
import { openAiTurns, shareGptTurns } from './to-messages.ts';

/**
 * A row with a better and a worse answer. Prompt and answers are texts or lists of turns; where the answers repeat
 * the prompt, or there is no prompt column, what both begin with is the prompt.
 *
 * @throws RowProblem when a field is missing, the two are the same, or one of them is no answer.
 */
export function toPreference(
  row: Record<string, unknown>,
  format: Extract<DataFormat, { name: 'preference' }>,
): PreferenceExample {
  const asked = format.prompt === undefined ? [] : side(fieldOf(row, format.prompt), format.prompt, 'user');
  const better = side(fieldOf(row, format.chosen), format.chosen, 'assistant');
  const worse = side(fieldOf(row, format.rejected), format.rejected, 'assistant');
  if (same(better, worse)) throw new RowProblem(`${format.chosen} and ${format.rejected} are the same`);
  const repeated = [better, worse].every((turns) => same(turns.slice(0, asked.length), asked));
  const common = commonTurns(better, worse);
  const prompt = asked.length === 0 || repeated ? common : asked;
  const skip = asked.length === 0 || repeated ? common.length : 0;
  const [chosen, rejected] = [better.slice(skip), worse.slice(skip)];
  if (prompt.at(-1)?.role === undefined || prompt.at(-1)!.role === 'assistant')
    throw new RowProblem('has no prompt that both answers go on from');
  for (const [name, turns] of [
    [format.chosen, chosen],
    [format.rejected, rejected],
  ] as const) {
    if (turns[0]?.role !== 'assistant' || turns[0].content.trim() === '')
      throw new RowProblem(`${name} is no answer of the assistant`);
  }
  return { kind: 'preference', prompt, chosen, rejected };
}

function side(value: unknown, where: string, role: Message['role']): Message[] {
  if (typeof value === 'string') return [{ role, content: textOf(value, where) }];
  const [first] = Array.isArray(value) ? (value as unknown[]) : [];
  const { from } = (first ?? {}) as { from?: unknown };
  return from === undefined ? openAiTurns(value, where) : shareGptTurns(value, where);
}

/** Equal turns at the beginning of both, up to the last one that is not the assistant's. */
function commonTurns(a: readonly Message[], b: readonly Message[]): Message[] {
  const end = a.findIndex((turn, i) => b[i] === undefined || !same([turn], [b[i]]));
  const common = a.slice(0, end < 0 ? a.length : end);
  return common.slice(0, common.findLastIndex(({ role }) => role !== 'assistant') + 1);
}

function same(a: readonly Message[], b: readonly Message[]): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
