import { expect, it } from 'vitest';
import { openedClasses } from './opened-classes.ts';

const EXACT = 'exact:ort-cpu/test/avx2';

it.each(['slashable', 'provisional'] as const)(
  'keeps tolerance where the chain has it as %s',
  async (status) => {
    const reader = { classStatus: async () => status };
    expect(await openedClasses([EXACT, 'tolerance'], reader)).toEqual([EXACT, 'tolerance']);
  },
);

it.each(['unknown', 'retired'] as const)(
  'leaves tolerance out where it is %s, never an exact class',
  async (status) => {
    const reader = { classStatus: async () => status };
    expect(await openedClasses([EXACT, 'tolerance'], reader)).toEqual([EXACT]);
  },
);

it('asks the chain nothing where only exact classes are offered', async () => {
  const reader = {
    classStatus: () => {
      throw new Error('asked');
    },
  };
  expect(await openedClasses([EXACT], reader)).toEqual([EXACT]);
});
