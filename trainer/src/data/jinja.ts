import * as jinja from '@huggingface/jinja';

/** A parsed template. */
export type JinjaProgram = { readonly type: 'Program' };
/** The variables of a rendering. */
export type JinjaEnvironment = { set(name: string, value: unknown): unknown };
/** What evaluating a node gives. */
export type JinjaValue = { type: string; value: unknown };
/** A function that a template can call. */
export type JinjaFunction = {
  type: string;
  value: (given: readonly JinjaValue[], scope: JinjaEnvironment) => JinjaValue;
};
/** A part of a parsed template. */
export type JinjaNode = { readonly type: string; readonly [field: string]: unknown };

type Jinja = {
  tokenize(source: string, options: { lstrip_blocks: boolean; trim_blocks: boolean }): unknown;
  parse(tokens: unknown): JinjaProgram;
  Environment: new () => JinjaEnvironment;
  Interpreter: new (environment: JinjaEnvironment) => {
    run(program: JinjaProgram): JinjaValue;
    evaluate(node: JinjaNode, environment: JinjaEnvironment): JinjaValue;
  };
};

// The package's types import each other without file extensions, which do not resolve here; these say the same.
export const { tokenize, parse, Environment, Interpreter } = jinja as unknown as Jinja;
