import { expect, it } from 'vitest';
import { digest } from './support/digest.ts';
import { deployLibraryDoor } from './support/mock.ts';

const door = await deployLibraryDoor();

it('has no leaf behind the last, not even where a leaf is the root', async () => {
  const root = digest('leaf');
  expect(await door.read.traceVerify([root, root, 0n, 1n, []])).toBe(true);
  expect(await door.read.traceVerify([root, root, 1n, 1n, []])).toBe(false);
});
