import type { Hex } from 'viem';
import type { Call } from '../core/call.ts';
import { requireRole } from '../core/require-role.ts';
import { classOf } from './class-of.ts';
import { CLASS_STATUS } from './node.ts';

/** Lists a class or changes its status. */
export function setClassStatus(call: Call, classId: Hex, status: bigint): void {
  requireRole(call, 'governor');
  if (call.refused) return;
  const nodeClass = classOf(call.world, classId);
  nodeClass.status = status;
  if (status !== CLASS_STATUS.Retired) nodeClass.isProof = status === CLASS_STATUS.Slashable;
  call.emit('nodes', 'ClassStatusSet', { class: classId, status });
}

/** Sets the smallest stake of a node. */
export function setMinStake(call: Call, minStake: bigint): void {
  requireRole(call, 'governor');
  if (call.refused) return;
  call.world.nodes.minStake = minStake;
  call.emit('nodes', 'MinStakeSet', { minStake });
}

/** Sets the stake behind a ticket. */
export function setTicketUnit(call: Call, unit: bigint): void {
  requireRole(call, 'governor');
  call.require(unit > 0n, 'NodeRegistry_ZeroUnit');
  if (call.refused) return;
  call.world.nodes.ticketUnit = unit;
  call.emit('nodes', 'TicketUnitSet', { unit });
}

/** Sets the age at which a ticket counts. */
export function setMinTicketAge(call: Call, age: bigint): void {
  requireRole(call, 'governor');
  if (call.refused) return;
  call.world.nodes.minTicketAge = age;
  call.emit('nodes', 'MinTicketAgeSet', { age });
}

/** Sets the unbonding time. */
export function setUnbondingTime(call: Call, unbondingTime: bigint): void {
  requireRole(call, 'governor');
  if (call.refused) return;
  call.world.nodes.unbondingTime = unbondingTime;
  call.emit('nodes', 'UnbondingTimeSet', { unbondingTime });
}
