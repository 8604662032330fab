import type { NewTabRun } from '@cultivar/trainer/browser/training';
import { useEffect, useRef, useState } from 'react';
import type { TabAnswer, TabCall } from '../../lib/tab-training/tab-call.ts';
import { NO_TAB_RUN, tabRunAfter } from './tab-run.ts';
import type { TabRun } from './tab-run.ts';

/** The run of this tab, and what can be done with it. */
export type TabRunControl = {
  run: TabRun;
  begin(run: NewTabRun): void;
  goOn(): void;
  stop(): void;
  forget(): void;
};

/** Keeps a worker for as long as the page is open; what it has trained stays when it is closed. */
export function useTabRun(): TabRunControl {
  const [run, setRun] = useState(NO_TAB_RUN);
  const worker = useRef<Worker>(undefined);

  useEffect(() => {
    const own = new Worker(new URL('../../workers/tab-training-worker.ts', import.meta.url), {
      type: 'module',
    });
    worker.current = own;
    own.onmessage = ({ data }: MessageEvent<TabAnswer>) => setRun((before) => tabRunAfter(before, data));
    own.onerror = ({ message }) => {
      const failed = `The part of the page that trains could not go on: ${message}`;
      setRun((before) => tabRunAfter(before, { failed }));
    };
    own.postMessage({ act: 'look' } satisfies TabCall);
    return () => own.terminate();
  }, []);

  const ask = (call: TabCall, phase: TabRun['phase']) => {
    setRun((before) => ({ ...before, phase, failure: undefined }));
    worker.current?.postMessage(call);
  };
  return {
    run,
    begin: (begun) => ask({ act: 'begin', run: begun }, 'keeping'),
    goOn: () => ask({ act: 'train' }, 'training'),
    stop: () => ask({ act: 'stop' }, 'stopping'),
    forget: () => ask({ act: 'forget' }, 'looking'),
  };
}
