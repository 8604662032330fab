import { classId } from '@cultivar/sdk/spec';
import type { ChainReader } from './chain/chain.ts';

/**
 * The offered classes that can be registered: without `tolerance` where the chain has not opened it, since one class
 * that is not open makes the registry refuse all. An exact class stays: that it is not open is to be heard.
 */
export async function openedClasses(
  offered: readonly string[],
  reader: Pick<ChainReader, 'classStatus'>,
): Promise<string[]> {
  if (!offered.includes('tolerance')) return [...offered];
  const status = await reader.classStatus(classId('tolerance'));
  const isOpen = status === 'slashable' || status === 'provisional';
  return offered.filter((name) => isOpen || name !== 'tolerance');
}
