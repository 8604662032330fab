import { contentClient } from '@cultivar/sdk/content';
import { blobKind, describeRows, readBlobRows } from '@cultivar/trainer/browser';
import type { DatasetAnswer, DatasetCall, FirstRow } from '../lib/dataset/dataset-call.ts';

const scope = self as unknown as DedicatedWorkerGlobalScope;
const ROWS_A_WORD = 500;

const say = (answer: DatasetAnswer) => scope.postMessage(answer);

/** Reads, checks and stores one file of a dataset away from the page. */
scope.onmessage = async ({ data }: MessageEvent<DatasetCall>) => {
  try {
    say(await answerTo(data));
  } catch (error) {
    say({ failed: error instanceof Error ? error.message : String(error) });
  }
};

async function answerTo(call: DatasetCall): Promise<DatasetAnswer> {
  const { file } = call;
  if (call.act === 'store') {
    const onBytes = (progress: number) => say({ progress });
    const stored = await contentClient({ contentUrl: call.contentUrl }).putFile(file, { onBytes });
    return { done: 'store', stored };
  }
  const kind = await blobKind(file.name, file);
  const rows = readBlobRows(file.name, file, kind);
  if (call.act === 'look') {
    for await (const item of rows) if ('value' in item) return { done: 'look', first: shown(item.value) };
    throw new Error(`${file.name} holds no row with fields`);
  }
  const onRow = (row: number) => {
    if (row % ROWS_A_WORD === 0) say({ progress: row });
  };
  const { format: fileFormat, compression } = kind;
  const description = await describeRows({
    name: file.name,
    fileFormat,
    compression,
    format: call.format,
    rows,
    onRow,
  });
  return { done: 'describe', description };
}

/** A row as JSON can carry it; Parquet has integers that it cannot. */
function shown(row: FirstRow): FirstRow {
  const text = JSON.stringify(row, (_, value: unknown) =>
    typeof value === 'bigint' ? value.toString() : value,
  );
  return JSON.parse(text) as FirstRow;
}
