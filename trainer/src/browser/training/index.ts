// The trainer itself, for a worker of a page: the same steps as in Node, on files that the page gives, in WebAssembly.
export { giveFile, tabFile } from '../platform/tab-file.ts';
export { tabJob } from './tab-job.ts';
export type { TabJob, TabSettings } from './tab-job.ts';
export { runTraining } from '../../run/run-training.ts';
export { describeFailure } from '../../run/describe-failure.ts';
export { openChat } from '../../generate/open-chat.ts';
export { WASM_RELEASE } from '../../engine/executor/wasm/wasm-release.ts';
