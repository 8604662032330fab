import type { Call } from './call.ts';
import type { Pausable } from './world.ts';
import { requireRole } from './require-role.ts';

/** Notes that entries of the contract are stopped. */
export function requireRunning(call: Call, contract: Pausable): void {
  call.require(!call.world.paused[contract], 'EnforcedPause');
}

/** Stops entries of the contract, by the guardian. */
export function pause(call: Call, contract: Pausable): void {
  requireRole(call, 'guardian');
  requireRunning(call, contract);
  if (call.refused) return;
  call.world.paused[contract] = true;
  call.emit(contract, 'Paused', { account: call.from });
}

/** Allows them again, by the governor. */
export function unpause(call: Call, contract: Pausable): void {
  requireRole(call, 'governor');
  call.require(call.world.paused[contract], 'ExpectedPause');
  if (call.refused) return;
  call.world.paused[contract] = false;
  call.emit(contract, 'Unpaused', { account: call.from });
}
