// The trainer itself, for a worker of a page: the same steps as in Node, on files that the page gives, in WebAssembly.
export { giveFile } from '../platform/tab-file.ts';
export { keepTabRun } from './keep-tab-run.ts';
export type { NewTabRun } from './keep-tab-run.ts';
export { readTabRun } from './read-tab-run.ts';
export type { KeptTabRun } from './read-tab-run.ts';
export { trainTabRun } from './train-tab-run.ts';
export type { TabResultFile } from './train-tab-run.ts';
export { forgetTabRun } from './forget-tab-run.ts';
export type { TabPlan } from './tab-plan.ts';
export type { TabSettings } from './tab-job.ts';
export { describeFailure } from '../../run/describe-failure.ts';
export { WASM_RELEASE } from '../../engine/executor/wasm/wasm-release.ts';
