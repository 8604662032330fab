import { formatPinnedDate } from './format-pinned-date.ts';
import { Environment, parse, tokenize } from './jinja.ts';
import type { ToolDefinition } from './example.ts';
import { LimitedInterpreter } from './limited-interpreter.ts';
import type { Message } from './message.ts';
import { TemplateError } from './template-error.ts';
import { MAX_LIST } from './template-limits.ts';

/** A compiled chat template. */
export type ChatTemplate = {
  /**
   * The conversation as the model reads it.
   *
   * @param options.answer Ends with the beginning of an assistant's turn, for the model to go on.
   * @param options.tools Functions offered to the assistant.
   * @throws TemplateError `raised` also when it leaves a function or a call of one out.
   */
  render(
    messages: readonly Message[],
    options: { answer: boolean; tools?: readonly ToolDefinition[] | undefined },
  ): string;
};

const MAX_SOURCE_CHARS = 256 << 10;
const MAX_SPACES = 1_000;

/**
 * Compiles the Jinja source of a chat template. Templates come with models, so they are hostile until rendered:
 * no host object is reachable, and steps, texts and lists are counted and limited. The limits count work, not time,
 * so that a template is refused on every machine or on none.
 *
 * @param options.date What `strftime_now` prints, as YYYY-MM-DD.
 * @throws TemplateError
 */
export function compileChatTemplate(
  source: string,
  options: { date: string; bosToken: string; eosToken: string },
): ChatTemplate {
  if (source.length > MAX_SOURCE_CHARS)
    throw new TemplateError('limit', `is ${source.length} characters long`);
  requireShortSpaces(source);
  const program = guarded(() => parse(tokenize(source, { lstrip_blocks: true, trim_blocks: true })));
  return {
    render: (messages, { answer, tools }) =>
      guarded(() => {
        const environment = new Environment();
        const scope = {
          true: true,
          True: true,
          false: false,
          False: false,
          none: null,
          None: null,
          range: limitedRange,
          strftime_now: (format: unknown) => formatPinnedDate(options.date, String(format)),
          raise_exception: (message: unknown) => {
            throw new TemplateError('raised', `refuses this conversation: ${String(message).slice(0, 200)}`);
          },
          messages: messages.map(templateMessage),
          tools: tools ?? null,
          documents: null,
          add_generation_prompt: answer,
          bos_token: options.bosToken,
          eos_token: options.eosToken,
        };
        for (const [name, value] of Object.entries(scope)) environment.set(name, value);
        const text = String(new LimitedInterpreter(environment).run(program).value);
        requireNamed(text, messages, tools);
        return text;
      }),
  };
}

/** The parser looks for tags from every space in a row to its end. */
function requireShortSpaces(source: string): void {
  for (const [spaces] of source.matchAll(/\s+/g)) {
    if (spaces.length > MAX_SPACES)
      throw new TemplateError('limit', `has ${spaces.length} spaces in a row, more than ${MAX_SPACES}`);
  }
}

/** A turn under the names that templates know. */
function templateMessage({ role, content, toolCalls, name, toolCallId }: Message) {
  return {
    ...{ role, content },
    ...(name === undefined ? {} : { name }),
    ...(toolCallId === undefined ? {} : { tool_call_id: toolCallId }),
    ...(toolCalls
      ? {
          tool_calls: toolCalls.map(({ id, name: called, arguments: given }) => ({
            ...(id === undefined ? {} : { id }),
            type: 'function',
            function: { name: called, arguments: given },
          })),
        }
      : {}),
  };
}

/** Many templates know no tools: what they leave out would be trained as if it had never been said. */
function requireNamed(
  text: string,
  messages: readonly Message[],
  tools: readonly ToolDefinition[] = [],
): void {
  const offered = tools.find((tool) => !text.includes(tool.function.name));
  if (offered) throw new TemplateError('raised', `leaves out the function ${offered.function.name}`);
  const called = messages.flatMap(({ toolCalls = [] }) => toolCalls).find(({ name }) => !text.includes(name));
  if (called) throw new TemplateError('raised', `leaves out the call of ${called.name}`);
}

function limitedRange(start: unknown, stop: unknown, step: unknown = 1): number[] {
  const [from, to] = stop === undefined || stop === null ? [0, Number(start)] : [Number(start), Number(stop)];
  const by = Number(step ?? 1);
  const length = Math.max(0, Math.ceil((to - from) / by));
  if (!(length <= MAX_LIST)) throw new TemplateError('limit', `asks for a range of ${length} numbers`);
  return Array.from({ length }, (_, i) => from + i * by);
}

function guarded<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (error instanceof TemplateError) throw error;
    // The interpreter recurses with the template; V8 answers endless depth and length with a RangeError.
    if (error instanceof RangeError)
      throw new TemplateError('limit', `goes too deep or too far (${error.message})`);
    throw new TemplateError('syntax', (error as Error).message.slice(0, 200));
  }
}
