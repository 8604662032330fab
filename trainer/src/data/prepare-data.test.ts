import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { tinyModel } from '../../test/support/tiny-model.ts';
import { writtenFile } from '../../test/support/written-file.ts';
import type { DatasetFiles } from './dataset-files.ts';
import { inspectData } from './inspect-data.ts';
import { inspectPreferences } from './inspect-preferences.ts';
import { prepareData } from './prepare-data.ts';
import type { DataPlan } from './prepare-data.ts';
import type { Sequence } from './sequence.ts';

type Row = Record<string, unknown>;
const pair = (i: number | string): Row => ({ question: `on ${i}?`, answer: `the ${i}` });
const pairs = (count: number): Row[] => Array.from({ length: count }, (_, i) => pair(i));

async function dataset(rows: readonly (Row | string)[], name = 'rows.jsonl'): Promise<DatasetFiles> {
  const lines = rows.map((row) => (typeof row === 'string' ? row : JSON.stringify(row)));
  return {
    format: { name: 'prompt-completion', prompt: 'question', completion: 'answer' },
    files: [await writtenFile(name, lines.join('\n'))],
  };
}

function plan(data: Partial<DataPlan['data']> = {}, rest: Partial<DataPlan> = {}): DataPlan {
  return {
    data: {
      heldOutRows: 4,
      orderSeed: 1,
      badRows: 'refuse',
      lossOn: 'assistant',
      templateDate: '2026-01-01',
      ...data,
    },
    sequenceLength: 128,
    packing: true,
    ...rest,
  };
}

const prepare = async (rows: readonly (Row | string)[], given = plan()) =>
  prepareData(given, [await dataset(rows)], tinyModel());
const refusal = (fields: Row) => expect.objectContaining({ name: 'DataError', ...fields }) as Error;
const rowsOf = (sequences: Iterable<Sequence>) =>
  [...sequences].flatMap(({ rows }) => rows).toSorted((a, b) => a - b);
/** What the loss counts, as text. */
const countedText = (sequence: Sequence) =>
  tinyModel().tokenizer.decode([...sequence.labels].filter((_, t) => sequence.weights[t] === 1));

describe('prepareData', () => {
  it('trains on some rows and holds out others, each once', async () => {
    const data = await prepare(pairs(30));
    expect(data.rows).toBe(26);
    expect(data.heldOutRows).toBe(4);
    const all = [...rowsOf(data.epoch(0)), ...rowsOf(data.heldOut)].toSorted((a, b) => a - b);
    expect(all).toEqual(Array.from({ length: 30 }, (_, i) => i + 1));
  });

  it('counts the answers with their end of turn', async () => {
    const data = await prepare(pairs(5), plan({}, { packing: false }));
    const [sequence] = data.epoch(0);
    expect(countedText(sequence!)).toBe(`the ${sequence!.rows[0]! - 1}<|im_end|>`);
    expect(sequence!.tokens).toBe(sequence!.weights.reduce((a, b) => a + b, 0));
  });

  it('counts every token but the first where the plan says so', async () => {
    const data = await prepare(pairs(5), plan({ lossOn: 'all' }, { packing: false }));
    const [sequence] = data.epoch(0);
    const length = sequence!.documents.filter((document) => document === 0).length;
    expect(sequence!.tokens).toBe(length - 1);
  });

  it('packs rows closely, or gives each its own sequence', async () => {
    const packed = await prepare(pairs(30));
    const apart = await prepare(pairs(30), plan({}, { packing: false }));
    expect(apart.epoch(0)).toHaveLength(26);
    expect(packed.epoch(0).length).toBeLessThan(14);
    expect(packed.tokensPerEpoch).toBe(apart.tokensPerEpoch);
    expect(packed.countedTokensPerEpoch).toBe(apart.countedTokensPerEpoch);
  });

  it('orders each pass anew, with the same sequences', async () => {
    const data = await prepare(pairs(60));
    const order = (n: number) => [...data.epoch(n)].map(({ rows }) => rows.join());
    expect(order(1)).not.toEqual(order(0));
    expect(order(1).toSorted()).toEqual(order(0).toSorted());
    expect(order(1)).toEqual(order(1));
  });

  it('has the same digest each time, and another for another seed, length or text', async () => {
    const digest = async (rows: Row[], given?: DataPlan) => (await prepare(rows, given)).digest;
    const first = await digest(pairs(20));
    expect(await digest(pairs(20))).toBe(first);
    expect(await digest(pairs(20), plan({ orderSeed: 2 }))).not.toBe(first);
    expect(await digest(pairs(20), plan({}, { sequenceLength: 144 }))).not.toBe(first);
    expect(await digest([...pairs(19), pair('x')])).not.toBe(first);
  });

  it('commits to the order, the ids, the labels, the masks and the places, as documented', async () => {
    const data = await prepare(pairs(9));
    const hash = createHash('sha256');
    const counts = `"heldOut":${data.heldOut.length},"order":"philox4x32-10/fisher-yates","orderSeed":1`;
    hash.update(`{${counts},"train":${data.epoch(0).length}}\n`);
    for (const { ids, labels, weights, positions, documents } of [...data.epoch(0), ...data.heldOut]) {
      for (const words of [ids, labels, weights, positions, documents]) hash.update(words);
    }
    expect(data.digest).toBe(`0x${hash.digest('hex')}`);
  });

  it('takes at most so many rows', async () => {
    expect((await prepare(pairs(30), plan({ maxRows: 7 }))).rows).toBe(7);
  });

  it('never trains on a copy of a held-out row', async () => {
    const data = await prepare([...pairs(10), ...pairs(10)]);
    expect(data.rows).toBe(12);
    expect(data.skippedRows.map(({ reason }) => reason)).toEqual(
      Array(4).fill('is a copy of a held-out row'),
    );
    const held = new Set(rowsOf(data.heldOut).map((row) => (row - 1) % 10));
    expect(rowsOf(data.epoch(0)).filter((row) => held.has((row - 1) % 10))).toEqual([]);
  });

  it('takes rows that differ in case, spaces or forms of letters for copies', async () => {
    const written = ['The same', 'the  SAME', ' the same\n', 'Ｔhe same', 'Another'];
    const rows = written.map((question) => ({ question, answer: 'yes' }));
    for (const orderSeed of [1, 2, 3, 4, 5]) {
      const data = await prepare(rows, plan({ heldOutRows: 1, orderSeed }));
      const held = rowsOf(data.heldOut)[0]!;
      expect(rowsOf(data.epoch(0))).toEqual(held === 5 ? [1, 2, 3, 4] : [5]);
      expect(data.skippedRowCount).toBe(held === 5 ? 0 : 3);
    }
  });

  it('mixes datasets by their weights, held-out rows apart', async () => {
    const few = { ...(await dataset(pairs(20), 'few.jsonl')), weight: 1 };
    const many = {
      ...(await dataset(
        pairs(60).map((_, i) => pair(`b${i}`)),
        'many.jsonl',
      )),
      weight: 2,
    };
    const data = await prepareData(plan({ heldOutRows: 8, maxRows: 30 }), [few, many], tinyModel());
    const rows = rowsOf(data.epoch(0));
    expect(rows.filter((row) => row <= 20)).toHaveLength(10);
    expect(rows.filter((row) => row > 20)).toHaveLength(20);
    expect(new Set([...rows, ...rowsOf(data.heldOut)]).size).toBe(38);
    expect(data.skippedRowCount).toBe(0);
  });

  it('refuses weights for some datasets only', async () => {
    const weighted = { ...(await dataset(pairs(9))), weight: 1 };
    await expect(
      prepareData(plan(), [weighted, await dataset(pairs(9), 'more.jsonl')], tinyModel()),
    ).rejects.toThrow(refusal({ code: 'split', detail: expect.stringContaining('weight') }));
  });

  it('learns every token of a text once, however long it is', async () => {
    const words = Array.from({ length: 200 }, (_, i) => `word${i}`).join(' ');
    const format = { name: 'text', field: 'text' } as const;
    const files = [await writtenFile('book.txt', `${words}\n\nThe end.`)];
    const data = await prepareData(plan({ heldOutRows: 0 }), [{ format, files }], tinyModel());
    expect(data.rows).toBe(2);
    const sequences = [...data.epoch(0)];
    const learnt = sequences.reduce((sum, { tokens }) => sum + tokens, 0);
    const whole = [words, 'The end.'].map((text) => tinyModel().tokenizer.encode(text).length);
    expect(learnt).toBe(whole[0]! + whole[1]!);
    for (const { documents } of sequences) expect(documents).toHaveLength(128);
  });

  it('refuses pairs of answers, which this method does not train on', async () => {
    const rows = [{ prompt: 'q', chosen: 'a', rejected: 'b' }];
    const format = { name: 'preference', prompt: 'prompt', chosen: 'chosen', rejected: 'rejected' } as const;
    await expect(prepareData(plan(), [{ ...(await dataset(rows)), format }], tinyModel())).rejects.toThrow(
      refusal({ code: 'wrong_method', file: 'rows.jsonl' }),
    );
  });

  it('lays the two answers of a pair side by side, each in a sequence of its own, in every pass', async () => {
    const format = { name: 'preference', prompt: 'prompt', chosen: 'chosen', rejected: 'rejected' } as const;
    const rows = Array.from({ length: 9 }, (_, i) => ({
      prompt: `on ${i}?`,
      chosen: `the ${i}`,
      rejected: 'no',
    }));
    const { files } = await dataset(rows);
    const objective = { name: 'dpo', beta: 0.1 } as const;
    const data = await prepareData(plan({}, { objective }), [{ format, files }], tinyModel());
    expect([data.rows, data.heldOutRows, data.together, data.epoch(0).length]).toEqual([5, 4, 2, 10]);
    for (const sequences of [[...data.epoch(0)], [...data.epoch(3)], [...data.heldOut]]) {
      sequences.forEach((sequence, i) => {
        const row = sequences[i - (i % 2)]!.rows[0]!;
        expect(sequence.rows).toEqual([row]);
        expect(countedText(sequence)).toContain(i % 2 === 0 ? `the ${row - 1}` : 'no');
      });
    }
    expect([...data.epoch(0)].map(({ rows: [row] }) => row)).not.toEqual(
      [...data.epoch(3)].map(({ rows: [row] }) => row),
    );
    // Half a pair teaches nothing.
    const long = [...rows, { prompt: 'on?', chosen: 'the', rejected: 'no', extra: 1 }].map((row, i) => ({
      ...row,
      prompt: i === 0 ? 'x'.repeat(400) : row.prompt,
    }));
    const cut = await dataset(long);
    const refused = prepareData(
      plan({ heldOutRows: 1 }, { objective }),
      [{ format, files: cut.files }],
      tinyModel(),
    );
    await expect(refused).rejects.toEqual(refusal({ code: 'bad_row', row: 1 }));
  });

  it('stops where its signal says so', async () => {
    const signal = AbortSignal.abort(new Error('enough'));
    await expect(prepareData(plan(), [await dataset(pairs(9))], tinyModel(), { signal })).rejects.toThrow(
      'enough',
    );
  });

  it('numbers rows over all datasets', async () => {
    const other: DatasetFiles = {
      format: { name: 'messages', field: 'messages' },
      files: [
        await writtenFile(
          'talk.jsonl',
          JSON.stringify({
            messages: [
              { role: 'user', content: 'q' },
              { role: 'assistant', content: 'a' },
            ],
          }),
        ),
      ],
    };
    const data = await prepareData(plan({ heldOutRows: 0 }), [await dataset(pairs(3)), other], tinyModel());
    expect(rowsOf(data.epoch(0))).toEqual([1, 2, 3, 4]);
  });

  it('cuts a row to the sequence and says so', async () => {
    const long = { question: 'q', answer: 'an answer '.repeat(60) };
    const data = await prepare([...pairs(5), long], plan({ heldOutRows: 0 }));
    expect(data.truncatedRows).toEqual([6]);
    const sequence = [...data.epoch(0)].find(({ rows }) => rows.includes(6))!;
    expect(sequence.documents.every((document) => document === 0)).toBe(true);
  });
});

describe('prepareData with bad rows', () => {
  const withBad = [...pairs(8), '{"question":', { question: 'q' }];

  it('refuses the job at the first, with file, number and reason', async () => {
    await expect(prepare(withBad)).rejects.toThrow(
      refusal({ code: 'bad_row', file: 'rows.jsonl', row: 9, detail: expect.stringContaining('is no JSON') }),
    );
  });

  it('keeps the others and names those left out, where the plan says so', async () => {
    const data = await prepare(withBad, plan({ badRows: 'skip' }));
    expect(data.rows).toBe(4);
    expect(data.skippedRows).toEqual([
      { row: 9, reason: expect.stringContaining('is no JSON') as string },
      { row: 10, reason: 'has no field answer' },
    ]);
  });

  it('refuses a dataset of which no row is usable', async () => {
    const bad = [{ question: 'q' }, { question: 'r' }];
    await expect(prepare(bad, plan({ badRows: 'skip' }))).rejects.toThrow(
      refusal({ code: 'no_rows', detail: 'no row is usable; row 1: has no field answer' }),
    );
  });

  it('refuses an empty file', async () => {
    await expect(prepare([])).rejects.toThrow(refusal({ code: 'no_rows' }));
  });

  it('refuses a split that leaves nothing to train on', async () => {
    await expect(prepare(pairs(4))).rejects.toThrow(refusal({ code: 'split' }));
    await expect(prepare(pairs(3))).rejects.toThrow(refusal({ code: 'split' }));
  });

  const pushedOut = { question: 'why '.repeat(80), answer: 'so' };

  it('refuses a row whose answer lies behind the sequence', async () => {
    await expect(prepare([pushedOut], plan({ heldOutRows: 0 }))).rejects.toThrow(
      refusal({ code: 'bad_row', row: 1, detail: 'no token of an answer stands in its first 128 tokens' }),
    );
  });

  it('refuses a dataset without one token that counts', async () => {
    const rows = [pushedOut, { ...pushedOut, answer: 'because' }];
    await expect(prepare(rows, plan({ heldOutRows: 0, badRows: 'skip' }))).rejects.toThrow(
      refusal({ code: 'no_unmasked_token' }),
    );
  });

  it('refuses an unknown role by row', async () => {
    const talk = { messages: [{ role: 'usr', content: 'q' }] };
    const files = [await writtenFile('talk.jsonl', JSON.stringify(talk))];
    const given: DatasetFiles = { format: { name: 'messages', field: 'messages' }, files };
    await expect(prepareData(plan(), [given], tinyModel())).rejects.toThrow(
      refusal({
        code: 'bad_row',
        file: 'talk.jsonl',
        row: 1,
        detail: expect.stringContaining('"usr"; nearest is user'),
      }),
    );
  });

  it('names a row that its template refuses', async () => {
    const source = "{% if messages|length > 2 %}{{ raise_exception('too long') }}{% endif %}";
    const model = { ...tinyModel(), chatTemplate: source + tinyModel().chatTemplate };
    const files = [
      await writtenFile('rows.jsonl', JSON.stringify({ s: 'be brief', prompt: 'q', completion: 'a' })),
    ];
    const format = {
      name: 'prompt-completion',
      prompt: 'prompt',
      completion: 'completion',
      system: 's',
    } as const;
    await expect(prepareData(plan({ heldOutRows: 0 }), [{ format, files }], model)).rejects.toThrow(
      refusal({ code: 'bad_row', row: 1, detail: expect.stringContaining('too long') }),
    );
  });

  it('notices a file that changes between its two readings', async () => {
    const given = await dataset(pairs(6));
    const model = tinyModel();
    const changing = { ...given, files: [{ ...given.files[0]! }] };
    let reads = 0;
    // The second opening of the file finds other rows.
    const other = await writtenFile(
      'rows.jsonl',
      pairs(6)
        .map((row) => JSON.stringify({ ...row, answer: 'no' }))
        .join('\n'),
    );
    Object.defineProperty(changing.files[0]!, 'path', {
      get: () => (++reads > 2 ? other.path : given.files[0]!.path),
    });
    await expect(prepareData(plan(), [changing], model)).rejects.toThrow(refusal({ code: 'changed' }));
  });
});

describe('inspectPreferences', () => {
  it('shows pairs with the answers alone counted, and whether length tells them apart', async () => {
    const rows = [
      { prompt: 'q', chosen: 'a long answer', rejected: 'no' },
      { prompt: 'q', chosen: 'ok', rejected: 'a bad answer' },
      { prompt: 'q', chosen: 'the same', rejected: 'the same' },
    ];
    const format = { name: 'preference', prompt: 'prompt', chosen: 'chosen', rejected: 'rejected' } as const;
    const datasets = [{ ...(await dataset(rows)), format }];
    const found = await inspectPreferences(plan({ badRows: 'skip' }), datasets, tinyModel());
    expect(found).toMatchObject({ pairs: 2, skippedRowCount: 1, chosenLongerShare: 0.5 });
    const counted = (pieces: { text: string; counted: boolean }[]) =>
      pieces.filter((piece) => piece.counted).map(({ text }) => text);
    expect(found.samples.map(({ chosen, rejected }) => [counted(chosen), counted(rejected)])).toEqual([
      [['a long answer<|im_end|>'], ['no<|im_end|>']],
      [['ok<|im_end|>'], ['a bad answer<|im_end|>']],
    ]);
    await expect(inspectPreferences(plan(), datasets, tinyModel())).rejects.toThrow(
      refusal({ code: 'bad_row', row: 3 }),
    );
  });
});

describe('inspectData', () => {
  it('shows samples in pieces that count or do not, and what the rows amount to', async () => {
    const found = await inspectData(plan(), [await dataset(pairs(20))], tinyModel());
    expect(found).toMatchObject({ rows: 16, heldOutRows: 4, skippedRows: [], truncatedRows: [] });
    expect(found.samples).toHaveLength(3);
    const [{ row, pieces }] = found.samples as [
      { row: number; pieces: { text: string; counted: boolean }[] },
    ];
    expect(pieces).toEqual([
      { text: expect.stringMatching(/^<\|im_start\|>system[^]*assistant\n$/) as string, counted: false },
      { text: `the ${row - 1}<|im_end|>`, counted: true },
    ]);
    const { min, median, p95, max } = found.rowTokens;
    expect([min, median, p95, max]).toEqual([min, median, p95, max].toSorted((a, b) => a - b));
    expect(found.histogram.reduce((sum, bin) => sum + bin.rows, 0)).toBe(16);
    expect([found.histogram[0]!.from, found.histogram.at(-1)!.to]).toEqual([min, max]);
    expect(found.fill).toBeGreaterThan(0.5);
    const { countedTokensPerEpoch, tokensPerEpoch } = await prepare(pairs(20));
    expect(found.countedShare).toBe(countedTokensPerEpoch / tokensPerEpoch);
  });
});
