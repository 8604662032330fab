import type { Call } from './call.ts';

/** Notes a caller without the role: `governor` changes parameters and lifts a pause, `guardian` pauses. */
export function requireRole(call: Call, role: 'governor' | 'guardian'): void {
  call.require(call.from === call.world[role], 'AccessManagedUnauthorized', call.from);
}
