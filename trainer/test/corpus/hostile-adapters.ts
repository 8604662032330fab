import { changed } from './corpus-case.ts';
import type { HostileCase, ModelBytes } from './corpus-case.ts';
import { joinSafetensors, splitSafetensors } from './safetensors-parts.ts';

const CONFIG = 'adapter_config.json';
const WEIGHTS = 'adapter_model.safetensors';

/** Adapters that do more than they say, or are not what they say. */
export function hostileAdapters(good: ModelBytes): HostileCase[] {
  const config = JSON.parse(Buffer.from(good[CONFIG]!).toString()) as Record<string, unknown>;
  const weights = Buffer.from(good[WEIGHTS]!);
  const of = (
    name: string,
    code: HostileCase['code'],
    change: Record<string, string | Uint8Array | undefined>,
  ) => ({
    ...{ name: `an adapter ${name}`, code },
    files: changed(good, change),
  });
  const set = (name: string, code: HostileCase['code'], change: object) =>
    of(name, code, { [CONFIG]: JSON.stringify({ ...config, ...change }) });
  const { header, data } = splitSafetensors(weights);
  const nan = Buffer.from(data);
  nan.fill(0xff, 0, 4);
  const first = Object.keys(header).find((name) => name !== '__metadata__')!;
  return [
    of('without a configuration', 'missing', { [CONFIG]: undefined }),
    of('without weights', 'missing', { [WEIGHTS]: undefined }),
    of('whose configuration is no JSON', 'malformed', { [CONFIG]: '{' }),
    of('whose configuration is two megabytes long', 'too_large', { [CONFIG]: ' '.repeat(2 << 20) }),
    of('that is a pickle', 'pickle', {
      [WEIGHTS]: undefined,
      'adapter_model.bin': Buffer.from('80049500', 'hex'),
    }),
    of('that is cut off', 'truncated', { [WEIGHTS]: weights.subarray(0, weights.length - 3) }),
    of('of a value that is no number', 'weights', { [WEIGHTS]: joinSafetensors(header, nan) }),
    of('of a tensor under another name', 'weights', {
      [WEIGHTS]: joinSafetensors(JSON.stringify(header).replace(first, `${first}x`), data),
    }),
    set('of rank zero', 'unsupported', { r: 0 }),
    set('of rank 2^31', 'unsupported', { r: 2 ** 31 }),
    set('of another rank than its weights', 'weights', { r: 7 }),
    set('of an endless alpha', 'unsupported', { lora_alpha: '1e999' }),
    set('of alpha zero', 'unsupported', { lora_alpha: 0 }),
    set('of another method', 'unsupported', { peft_type: 'PROMPT_TUNING' }),
    set('for modules by a pattern', 'unsupported', { target_modules: '.*' }),
    set('for no module', 'unsupported', { target_modules: [] }),
    set('for modules that are not there', 'unsupported', { target_modules: ['lm_head'] }),
    set('with modules of its own', 'unsupported', { modules_to_save: ['embed_tokens'] }),
    set('with other ranks for some modules', 'unsupported', { rank_pattern: { q_proj: 64 } }),
    set('that changes the base first', 'unsupported', { init_lora_weights: 'pissa' }),
    set('with biases', 'unsupported', { bias: 'all' }),
    of('whose configuration nests without end', 'malformed', {
      [CONFIG]: `{"a":${'['.repeat(4e5)}${']'.repeat(4e5)}}`,
    }),
    of('whose configuration is no UTF-8', 'malformed', { [CONFIG]: Buffer.from('{"\xff":1}', 'latin1') }),
    of('whose configuration is a list', 'malformed', { [CONFIG]: '[]' }),
    set('of rank 2^53', 'unsupported', { r: 2 ** 53 }),
    set('of half a rank', 'unsupported', { r: 7.5 }),
    set('of a rank below zero', 'unsupported', { r: -8 }),
    set('of a rank that is a text', 'unsupported', { r: '8' }),
    of('of an alpha that overflows', 'unsupported', {
      [CONFIG]: JSON.stringify(config).replace(/"lora_alpha":[^,}]*/, '"lora_alpha":1e999'),
    }),
    set('of an alpha of 1e300', 'unsupported', { lora_alpha: 1e300 }),
    set('of an alpha below zero', 'unsupported', { lora_alpha: -16 }),
    set('that drops out everything', 'unsupported', { lora_dropout: 1 }),
    set('for modules by a pattern without end', 'unsupported', { target_modules: ['(a+)+$'] }),
    set('for every linear module', 'unsupported', { target_modules: 'all-linear' }),
    set('with a module twice and one unknown', 'unsupported', { target_modules: ['q_proj', 'toString'] }),
    set('with alphas by a pattern', 'unsupported', { alpha_pattern: { '(a+)+$': 64 } }),
    set('for some layers alone', 'unsupported', { layers_to_transform: [0] }),
    set('that repeats layers', 'unsupported', {
      layer_replication: [
        [0, 2],
        [0, 2],
      ],
    }),
    set('that trains tokens', 'unsupported', { trainable_token_indices: [1] }),
    set('that says it is DoRA', 'weights', { use_dora: true }),
    set('that says by a text whether it is DoRA', 'unsupported', { use_dora: 'yes' }),
    set('with a key that nobody knows', 'unsupported', { post_load_hook: 'os.system' }),
  ];
}
