import type { Sandbox } from './sandbox.ts';

/** The trainer as a plain child process: an environment without secrets is all that separates it. */
export const noSandbox: Sandbox = { kind: 'none', wrap: (command) => [...command] };
