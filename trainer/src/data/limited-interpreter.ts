import { guardText } from './guard-text.ts';
import { Interpreter } from './jinja.ts';
import type { JinjaEnvironment, JinjaNode, JinjaValue } from './jinja.ts';
import { MAX_LIST, MAX_TEXT_CHARS } from './template-limits.ts';
import { TemplateError } from './template-error.ts';

const MAX_STEPS = 150_000;
const MAX_DEPTH = 400;
/** Characters that one rendering may work on, values on the way included. */
const MAX_WORK = 1 << 26;
/** What an element costs beside the characters in it. */
const PART = 16;
/** Elements that an operation, though not a loop, goes through in the time of a step. */
const ELEMENTS_OF_STEP = 4;
/** A value that holds itself ends here. */
const MAX_NESTING = 200;

/** Filters and operators that write out all that a value holds. */
const WRITING_FILTERS = new Set(['tojson', 'join', 'string']);
const WRITING_OPERATORS = new Set(['==', '!=', '~', '+']);
const INDENTING = new Set(['tojson', 'indent']);
const MAX_MARGIN = 64;
/** What takes longer for each character than to copy it. */
const SLOW = new Set(['tojson', 'join', 'indent', 'replace', 'title']);
const SLOWNESS = 8;

/**
 * Jinja's interpreter, its work counted before it is done: nodes, elements gone through, and the characters that an
 * operation is given, where it writes out lists of lists all that they hold, as often as they hold it. What a template
 * only reaches through costs nothing.
 */
export class LimitedInterpreter extends Interpreter {
  #steps = 0;
  #work = 0;
  readonly #around: JinjaNode[] = [];

  override evaluate(node: JinjaNode, environment: JinjaEnvironment): JinjaValue {
    this.#step(1);
    // Counted, since the interpreter takes an overflown stack for an unknown variable.
    if (this.#around.length >= MAX_DEPTH)
      throw new TemplateError('limit', `is nested more than ${MAX_DEPTH} deep`);
    const user = this.#around.at(-1);
    this.#around.push(node);
    try {
      const result = super.evaluate(node, environment);
      if (result?.value instanceof Object || typeof result?.value === 'string')
        this.#charge(result, node, user);
      else if (user?.type === 'FilterExpression') requireNarrow(result, user);
      return result;
    } finally {
      this.#around.pop();
    }
  }

  #charge(result: JinjaValue, node: JinjaNode, user: JinjaNode | undefined): void {
    const { value } = result;
    if (typeof value === 'string') {
      this.#spend(value.length * (isSlow(user) ? SLOWNESS : 1), value.length, MAX_TEXT_CHARS);
      if (user?.type === 'MemberExpression' || user?.type === 'FilterExpression') guardText(result);
      return;
    }
    if (Array.isArray(value)) {
      this.#spend(0, value.length, MAX_LIST);
      if (user?.type !== 'MemberExpression')
        this.#step(value.length / (user?.type === 'For' ? 1 : ELEMENTS_OF_STEP));
    }
    if (writesOut(user, node)) this.#spend(written(result, 0) * (isSlow(user) ? SLOWNESS : 1), 0, 0);
  }

  #step(steps: number): void {
    this.#steps += steps;
    if (this.#steps > MAX_STEPS) throw new TemplateError('limit', `takes more than ${MAX_STEPS} steps`);
  }

  #spend(work: number, size: number, most: number): void {
    this.#work += work;
    if (size > most) throw new TemplateError('limit', `makes a value of ${size} parts`);
    if (this.#work > MAX_WORK) throw new TemplateError('limit', `works on more than ${MAX_WORK} characters`);
  }
}

/** Margins are written before each line. */
function requireNarrow(result: JinjaValue | undefined, filter: JinjaNode): void {
  const width = result?.value;
  if (typeof width === 'number' && width > MAX_MARGIN && INDENTING.has(filterName(filter)))
    throw new TemplateError('limit', `indents by ${width}, more than ${MAX_MARGIN}`);
}

/** Whether the node that a value is for writes out what the value holds. */
function writesOut(user: JinjaNode | undefined, node: JinjaNode): boolean {
  switch (user?.type) {
    case 'FilterExpression':
      return WRITING_FILTERS.has(filterName(user));
    case 'BinaryExpression':
      return WRITING_OPERATORS.has((user['operator'] as { value: string }).value);
    case 'CallExpression':
      return user['callee'] !== node;
    case 'If':
      return user['test'] !== node;
    case 'For':
      return user['iterable'] !== node && (user['iterable'] as JinjaNode)['lhs'] !== node;
    case 'Program':
    case 'Macro':
    case 'CallStatement':
    case 'FilterStatement':
      return true;
    default:
      return false;
  }
}

function isSlow(user: JinjaNode | undefined): boolean {
  if (user?.type === 'FilterExpression') return SLOW.has(filterName(user));
  if (user?.type !== 'MemberExpression') return false;
  const { type, value } = user['property'] as JinjaNode;
  // A slice of a text is taken from a list of its letters.
  return type === 'SliceExpression' || SLOW.has(String(value));
}

function filterName({ filter }: JinjaNode): string {
  const { callee, value } = filter as { callee?: { value?: unknown }; value?: unknown };
  return String(callee?.value ?? value);
}

/** Characters of a value when it is written out. */
function written(of: JinjaValue | undefined, depth: number): number {
  const value = of?.value;
  if (typeof value === 'string') return value.length + PART;
  if (!Array.isArray(value) && !(value instanceof Map)) return PART;
  if (depth > MAX_NESTING) throw new TemplateError('limit', `writes out values ${MAX_NESTING} deep`);
  let all = PART;
  for (const part of value instanceof Map ? value.values() : (value as JinjaValue[])) {
    all += written(part, depth + 1);
    if (all > MAX_WORK)
      throw new TemplateError('limit', `writes out a value of more than ${MAX_WORK} characters`);
  }
  return all;
}
