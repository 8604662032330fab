import { expect, it } from 'vitest';
import { isDeclined } from './is-declined.ts';

it('knows a refusal by its code, however deep it lies', () => {
  expect(isDeclined({ code: 4001 })).toBe(true);
  expect(isDeclined(new Error('outer', { cause: new Error('inner', { cause: { code: 4001 } }) }))).toBe(true);
});

it('takes nothing else for a refusal', () => {
  expect(isDeclined({ code: -32603 })).toBe(false);
  expect(isDeclined(new Error('user rejected'))).toBe(false);
  expect(isDeclined('4001')).toBe(false);
});
