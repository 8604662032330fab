import {
  describeFailure,
  forgetTabRun,
  giveFile,
  keepTabRun,
  readTabRun,
  trainTabRun,
  WASM_RELEASE,
} from '@cultivar/trainer/browser/training';
import wasmUrl from 'onnxruntime-web/ort-wasm-simd-threaded.wasm?url';
import type { TabAnswer, TabCall } from '../lib/tab-training/tab-call.ts';

const scope = self as unknown as DedicatedWorkerGlobalScope;
/** Folder of the one run, in what the browser keeps for this site. */
const FOLDER = '/tab-run';

const say = (answer: TabAnswer) => scope.postMessage(answer);
let stop = new AbortController();

/** Trains away from the page, which stays free to draw and to stop it. */
scope.onmessage = async ({ data }: MessageEvent<TabCall>) => {
  if (data.act === 'stop') {
    stop.abort();
    return;
  }
  stop = new AbortController();
  const { signal } = stop;
  try {
    await act(data, signal);
  } catch (error) {
    if (signal.aborted) say({ stopped: true });
    else say({ failed: inWords(error) });
  }
};

async function act(call: Exclude<TabCall, { act: 'stop' }>, signal: AbortSignal): Promise<void> {
  switch (call.act) {
    case 'look':
      say({ kept: await readTabRun(FOLDER) });
      return;
    case 'begin':
      await forgetTabRun(FOLDER);
      await keepTabRun(FOLDER, call.run);
      say({ kept: await readTabRun(FOLDER) });
      await train(signal);
      return;
    case 'forget':
      await forgetTabRun(FOLDER);
      say({ kept: undefined });
      return;
    case 'train':
      await train(signal);
  }
}

async function train(signal: AbortSignal): Promise<void> {
  const response = await fetch(wasmUrl, { signal });
  if (!response.ok) throw new Error(`${wasmUrl}: the server says ${response.status}`);
  giveFile(WASM_RELEASE.file, await response.blob());
  const result = await trainTabRun(FOLDER, {
    signal,
    onEvent: (event) => say({ event }),
    onAnswer: (when, answer) => say({ when, answer }),
  });
  say({ result });
}

function inWords(error: unknown): string {
  const { name } = error as Error;
  if (name === 'NoModificationAllowedError') return 'Another tab trains this run: close it, or go on there.';
  if (name === 'QuotaExceededError')
    return 'The browser has no more room for this site: free some and go on.';
  const { message, hint } = describeFailure(error);
  if (/content security policy/i.test(message))
    return 'The policy of this site does not let a page compile WebAssembly, with which it would train.';
  return `${message.replace(/\.$/, '')}. ${hint}`;
}
