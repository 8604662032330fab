import type { DataFormat } from '@cultivar/sdk/spec';

/** A dataset of the corpus: a file, how its rows are read, and the model's chat template where that is the point. */
export type CorpusFile = {
  /** What is wrong, or right, with it. */
  about: string;
  /** Name of the file; a folder of that name where there is no content. */
  name: string;
  content: Uint8Array | string | (() => Uint8Array | string) | undefined;
  format: DataFormat;
  template?: string;
  heldOutRows?: number;
};

/** A hostile one, and the code of the error that refuses it. */
export type HostileFile = CorpusFile & { code: string };

/** A good one, and the rows that stand in it. */
export type GoodFile = CorpusFile & { rows: number };

export const PAIR: DataFormat = { name: 'prompt-completion', prompt: 'question', completion: 'answer' };
export const MESSAGES: DataFormat = { name: 'messages', field: 'messages', tools: 'tools' };
export const SHAREGPT: DataFormat = { name: 'sharegpt', field: 'conversations' };
export const ALPACA: DataFormat = {
  ...{ name: 'alpaca', instruction: 'instruction', input: 'input', output: 'output' },
};
export const TEXT: DataFormat = { name: 'text', field: 'text' };
export const PREFERENCE: DataFormat = {
  ...{ name: 'preference', prompt: 'prompt', chosen: 'chosen', rejected: 'rejected' },
};

/** Rows of question and answer. */
export const pairs = (count: number): { question: string; answer: string }[] =>
  Array.from({ length: count }, (_, i) => ({ question: `on ${i}?`, answer: `the ${i}` }));

/** Rows as JSON lines. */
export const jsonl = (rows: readonly unknown[]): string => rows.map((row) => JSON.stringify(row)).join('\n');
