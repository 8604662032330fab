import type { DataFormat } from '@cultivar/sdk/spec';
import type { Example } from './example.ts';
import { fieldOf, textOf } from './row-fields.ts';
import { RowProblem } from './row-problem.ts';
import { toMessages } from './to-messages.ts';
import { toPreference } from './to-preference.ts';
import { toolDefinitionsOf } from './tool-calls.ts';

/**
 * What a row teaches under a format.
 *
 * @throws RowProblem when it teaches nothing, in words for its owner.
 */
export function toExample(row: Record<string, unknown>, format: DataFormat): Example {
  if (format.name === 'preference') return toPreference(row, format);
  if (format.name === 'text') {
    const text = textOf(fieldOf(row, format.field), format.field);
    if (text.trim() === '') throw new RowProblem(`${format.field} is empty`);
    return { kind: 'text', text };
  }
  const messages = toMessages(row, format);
  // Rows that offer nothing may leave the column out.
  const offered = format.name === 'messages' && format.tools !== undefined ? row[format.tools] : undefined;
  const tools = toolDefinitionsOf(offered, format.name === 'messages' ? format.tools! : '');
  return { kind: 'conversation', messages, ...(tools.length > 0 ? { tools } : {}) };
}
