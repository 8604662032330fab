import { describe, expect, it } from 'vitest';
import { BUILDER_FIELDS } from './builder-fields.ts';
import { checkManifest } from './check-manifest.ts';
import { changedPaths, draftOf, manifestOf, presetDraft, PRESETS } from './draft.ts';
import type { PresetName } from './draft.ts';

const context = {
  creator: `0x${'22'.repeat(20)}`,
  chainId: 41337,
  base: { asset: '41337:1', manifest: `0x${'11'.repeat(32)}` },
  datasets: [{ asset: '41337:2', manifest: `0x${'33'.repeat(32)}` }],
  class: 'tolerance',
};
const names = Object.keys(PRESETS) as PresetName[];

describe('builder draft', () => {
  it.each(names)('makes a manifest that a node takes from the preset %s', (name) => {
    const checked = checkManifest(manifestOf(presetDraft(name), context));
    expect(checked.ok).toBe(true);
  });

  it('shows ten fields in front', () => {
    expect(BUILDER_FIELDS.filter((field) => field.main)).toHaveLength(10);
  });

  it('says at its field what is wrong with a number', () => {
    const draft = { ...presetDraft('Style'), 'lora.rank': '512', steps: 'many', sequenceLength: '250' };
    const checked = checkManifest(manifestOf(draft, context));
    expect(checked.ok ? [] : [...checked.problems.keys()].sort()).toEqual([
      'lora.rank',
      'sequenceLength',
      'steps',
    ]);
  });

  it('names the nearest valid key for one that no manifest has', () => {
    const manifest = manifestOf(presetDraft('Style'), context);
    const checked = checkManifest({ ...manifest, lora: { ...(manifest.lora as object), rnak: 8 } });
    expect(checked.ok ? '' : checked.problems.get('lora.rnak')).toBe(
      'unknown key "rnak"; did you mean "rank"?',
    );
  });

  it('offers the fused projections of a Phi-3, and keeps those that a manifest names', () => {
    const targets = ['o_proj', 'down_proj', 'qkv_proj', 'gate_up_proj'];
    const manifest = manifestOf({ ...presetDraft('Style'), 'lora.targets': targets }, context);
    expect(checkManifest(manifest).ok).toBe(true);
    const field = BUILDER_FIELDS.find(({ path }) => path === 'lora.targets')!;
    const filled = draftOf(manifest)['lora.targets'] as string[];
    const shown = field.choices!.filter((choice) => filled.includes(choice));
    expect(shown).toEqual(targets);
  });

  it('leaves an empty optional field out', () => {
    expect(manifestOf(presetDraft('Style'), context).data as object).not.toHaveProperty('maxRows');
  });

  it('tells what differs from the preset', () => {
    expect(changedPaths({ ...presetDraft('Style'), steps: '900', name: 'x' }, 'Style')).toEqual(['steps']);
  });

  it('fills the fields from a manifest and makes the same manifest again', () => {
    const manifest = manifestOf(
      { ...presetDraft('Classify'), seed: '7', packing: false, 'data.maxRows': '50' },
      context,
    );
    expect(manifestOf(draftOf(manifest), context)).toEqual(manifest);
  });
});
