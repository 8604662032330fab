import { join } from 'node:path';
import type { DecoderConfig } from '../../src/model/decoder-config.ts';
import { openModel } from '../../src/model/open-model.ts';
import { parityFixture } from '../parity/parity-fixture.ts';
import type { CorpusFile } from './corpus-file.ts';
import { GOOD_FILES } from './good-files.ts';
import { goodWeights } from './good-weights.ts';
import { HOSTILE_LINES } from './hostile-lines.ts';
import { HOSTILE_PARQUET } from './hostile-parquet.ts';
import { HOSTILE_ROWS } from './hostile-rows.ts';
import { HOSTILE_TABLES } from './hostile-tables.ts';
import { HOSTILE_TEMPLATES } from './hostile-templates.ts';
import { openCase } from './open-case.ts';
import { readCorpusFile } from './read-corpus-file.ts';
import { hostileWeights } from './weights-corpus.ts';

/** An input of either corpus. */
export type CorpusInput = {
  kind: string;
  name: string;
  /** Code of the error that refuses it; `accepted` for a good one. */
  expected: string;
  /** Makes what takes long to make. @returns What reads it in an empty folder, and says how that ended. */
  prepare(): (folder: string) => Promise<string>;
};

/** Every hostile input and every good one. */
export async function corpusInputs(): Promise<CorpusInput[]> {
  const { models, adapters } = await hostileWeights();
  const model = await openModel((await parityFixture('llama')).modelFiles);
  const { config } = model;
  await model.close();
  const opening = (files: (typeof models)[number]['files'], of?: DecoderConfig) => () => (folder: string) =>
    openCase(join(folder, 'files'), files, of).then(({ code }) => (code === 'opened' ? 'accepted' : code));
  const data = (kind: string, files: readonly (CorpusFile & { code?: string })[]): CorpusInput[] =>
    files.map((file) => ({
      ...{ kind, name: `${file.about} (${file.name})`, expected: file.code ?? 'accepted' },
      prepare: () => reading(file),
    }));
  return [
    ...models.map(({ name, files, code }) => ({
      ...{ kind: 'models', name, expected: code },
      prepare: opening(files),
    })),
    ...adapters.map(({ name, files, code }) => ({
      ...{ kind: 'adapters', name, expected: code },
      prepare: opening(files, config),
    })),
    ...data('rows as JSON', HOSTILE_LINES),
    ...data('what rows say', HOSTILE_ROWS),
    ...data('tables, texts, packed files', HOSTILE_TABLES),
    ...data('Parquet', HOSTILE_PARQUET),
    ...data('chat templates', HOSTILE_TEMPLATES),
    ...(await goodWeights()).map(({ name, files }) => ({
      ...{ kind: 'models', name, expected: 'accepted' },
      prepare: opening(files),
    })),
    ...data('datasets', GOOD_FILES),
  ];
}

function reading(file: CorpusFile): (folder: string) => Promise<string> {
  const content = typeof file.content === 'function' ? file.content() : file.content;
  return (folder) =>
    readCorpusFile({ ...file, content }, folder).then(
      () => 'accepted',
      ({ name, code }: Error & { code?: string }) =>
        /^(Data|Template)Error$/.test(name) ? String(code) : `unnamed (${name})`,
    );
}
