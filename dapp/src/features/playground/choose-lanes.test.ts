import { expect, it } from 'vitest';
import { chooseLanes } from './choose-lanes.ts';

const model = (id: string, kind: 'model' | 'adapter', base?: string, created = 0) => ({
  id,
  object: 'model' as const,
  created,
  owned_by: 'x',
  name: id,
  kind,
  ...(base && { base }),
});
const MODELS = [model('1:1', 'model'), model('1:3', 'adapter', '1:1', 5), model('1:4', 'adapter', '1:1', 9)];

it('puts a wanted adapter beside its base', () => {
  expect(chooseLanes(MODELS, '1:3')).toEqual({ left: '1:1', right: '1:3' });
});
it('shows a wanted base alone', () => {
  expect(chooseLanes(MODELS, '1:1')).toEqual({ left: '1:1', right: undefined });
});
it('begins with the newest adapter when nothing, or something unknown, is wanted', () => {
  expect(chooseLanes(MODELS, undefined)).toEqual({ left: '1:1', right: '1:4' });
  expect(chooseLanes(MODELS, '9:9')).toEqual({ left: '1:1', right: '1:4' });
});
it('shows an adapter alone when its base is not served', () => {
  expect(chooseLanes([model('1:3', 'adapter', '1:1')], '1:3')).toEqual({ left: '1:3', right: undefined });
});
it('has no lanes without models', () => {
  expect(chooseLanes([], undefined)).toEqual({ left: undefined, right: undefined });
});
