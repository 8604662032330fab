import type { JinjaFunction, JinjaValue } from './jinja.ts';
import { TemplateError } from './template-error.ts';
import { MAX_LIST, MAX_TEXT_CHARS } from './template-limits.ts';

/** A text so short cannot become too much. */
const SHORT_CHARS = 1 << 9;

/** Looks at what cutting a template's text, or replacing in it, will make, before it is made. */
export function guardText(text: JinjaValue): void {
  if ((text.value as string).length < SHORT_CHARS) return;
  const functions = (text as JinjaValue & { builtins: Map<string, JinjaFunction> }).builtins;
  for (const [name, check] of CHECKS) {
    const inner = functions.get(name)!;
    const call = inner.value;
    inner.value = (given, scope) => {
      check(text.value as string, given);
      return call(given, scope);
    };
  }
}

const CHECKS = new Map([
  ['split', checkSplit],
  ['replace', checkReplace],
]);

function checkSplit(text: string, [by, most]: readonly JinjaValue[]): void {
  if (typeof most?.value === 'number' && most.value >= 0 && most.value <= MAX_LIST) return;
  const pieces = typeof by?.value === 'string' ? places(text, by.value, MAX_LIST) : words(text);
  if (pieces >= MAX_LIST) throw new TemplateError('limit', `cuts a text into ${pieces} parts or more`);
}

function checkReplace(text: string, [old, by]: readonly JinjaValue[]): void {
  if (typeof old?.value !== 'string' || typeof by?.value !== 'string') return;
  const most = Math.floor((MAX_TEXT_CHARS - text.length) / Math.max(1, by.value.length - old.value.length));
  if (by.value.length <= old.value.length || places(text, old.value, most + 1) <= most) return;
  throw new TemplateError('limit', `makes a text of more than ${MAX_TEXT_CHARS} characters`);
}

/** How often a text holds another, counted up to `most`. */
function places(text: string, part: string, most: number): number {
  let found = 0;
  for (let at = text.indexOf(part); at >= 0 && found < most; found++) {
    if (at >= text.length) return found + 1;
    at = text.indexOf(part, at + Math.max(1, part.length));
  }
  return found;
}

function words(text: string): number {
  const word = /\S+/g;
  let found = 0;
  while (found < MAX_LIST && word.test(text)) found += 1;
  return found;
}
