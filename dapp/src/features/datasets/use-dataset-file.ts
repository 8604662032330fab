import { guessFormat } from '@cultivar/sdk/spec';
import type { DataFormat } from '@cultivar/sdk/spec';
import type { DatasetDescription } from '@cultivar/trainer/browser';
import { useEffect, useState } from 'react';
import { callDatasetWorker } from '../../lib/dataset/call-dataset-worker.ts';
import type { FirstRow } from '../../lib/dataset/dataset-call.ts';

/** How far the check of a file is. */
export type FileCheck =
  | { state: 'reading'; rows: number }
  | { state: 'refused'; message: string }
  | { state: 'checked'; description: DatasetDescription };

/** A dropped file, the format its rows are read in, and what came of reading it through. */
export function useDatasetFile(file: File) {
  const [first, setFirst] = useState<FirstRow>();
  const [format, setFormat] = useState<DataFormat>();
  const [check, setCheck] = useState<FileCheck>({ state: 'reading', rows: 0 });

  useEffect(() => {
    const stop = new AbortController();
    const { signal } = stop;
    const act = async () => {
      if (format === undefined) {
        const look = await callDatasetWorker({ act: 'look', file }, { signal });
        setFirst(look.first);
        setFormat(guessFormat(look.first));
        return;
      }
      setCheck({ state: 'reading', rows: 0 });
      const onProgress = (rows: number) => setCheck({ state: 'reading', rows });
      const { description } = await callDatasetWorker(
        { act: 'describe', file, format },
        { signal, onProgress },
      );
      setCheck({ state: 'checked', description });
    };
    act().catch((error: Error) => {
      if (!signal.aborted) setCheck({ state: 'refused', message: error.message });
    });
    return () => stop.abort(new Error('another file or format was chosen'));
  }, [file, format]);

  return { first, format, setFormat, check };
}
