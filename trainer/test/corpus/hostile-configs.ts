import { changed } from './corpus-case.ts';
import type { HostileCase, ModelBytes } from './corpus-case.ts';

const CONFIG = 'config.json';

/** Configurations of absurd size, of another kind, or that contradict themselves or the weights. */
export function hostileConfigs(good: ModelBytes): HostileCase[] {
  const config = JSON.parse(Buffer.from(good[CONFIG]!).toString()) as Record<string, unknown>;
  const raw = (name: string, code: HostileCase['code'], text: string | undefined): HostileCase => ({
    ...{ name: `a configuration ${name}`, code },
    files: changed(good, { [CONFIG]: text }),
  });
  const of = (name: string, code: HostileCase['code'], change: object) =>
    raw(name, code, JSON.stringify({ ...config, ...change }));
  const rope = (settings: object) => ({ rope_parameters: settings });
  return [
    raw('that is not there', 'missing', undefined),
    raw('of no bytes', 'malformed', ''),
    raw('that is a list', 'malformed', '[]'),
    raw('that is cut off', 'malformed', JSON.stringify(config).slice(0, 100)),
    raw('that nests a hundred thousand objects', 'malformed', '{"a":'.repeat(1e5)),
    raw('of two megabytes', 'too_large', JSON.stringify({ ...config, note: 'x'.repeat(2 << 20) })),
    of('of a billion layers', 'malformed', { num_hidden_layers: 1e9 }),
    of('of 2^53 layers', 'malformed', { num_hidden_layers: 2 ** 53 }),
    of('of 1e400 layers', 'malformed', { num_hidden_layers: Number.MAX_VALUE }),
    of('of no layers', 'malformed', { num_hidden_layers: 0 }),
    of('of half a layer', 'malformed', { num_hidden_layers: 0.5 }),
    of('of layers below zero', 'malformed', { num_hidden_layers: -2 }),
    of('of more layers than its weights', 'weights', { num_hidden_layers: 900 }),
    of('of fewer layers than its weights', 'weights', { num_hidden_layers: 1 }),
    of('as wide as 2^40', 'malformed', { hidden_size: 2 ** 40 }),
    of('whose width is a text', 'malformed', { hidden_size: '32' }),
    of('whose width is a list', 'malformed', { hidden_size: [32] }),
    of('without a width', 'malformed', { hidden_size: undefined }),
    of('of another width than its weights', 'weights', { hidden_size: 64 }),
    of('whose feed-forward is as wide as 2^40', 'malformed', { intermediate_size: 2 ** 40 }),
    of('of a vocabulary of 2^40', 'malformed', { vocab_size: 2 ** 40 }),
    of('of a larger vocabulary than its weights', 'weights', { vocab_size: 400 }),
    of('of 2^40 positions', 'malformed', { max_position_embeddings: 2 ** 40 }),
    of('of a million heads', 'malformed', { num_attention_heads: 1e6 }),
    of('whose heads do not divide its width', 'malformed', { num_attention_heads: 5, head_dim: null }),
    of('whose key heads do not divide its heads', 'malformed', { num_key_value_heads: 3 }),
    of('with more key heads than heads', 'malformed', { num_key_value_heads: 8 }),
    of('of heads of one dimension', 'malformed', { head_dim: 1 }),
    of('of heads of odd width', 'malformed', { head_dim: 7 }),
    of('of heads of a million dimensions', 'malformed', { head_dim: 1e6 }),
    of('with a norm epsilon of zero', 'malformed', { rms_norm_eps: 0 }),
    of('with a norm epsilon below zero', 'malformed', { rms_norm_eps: -1e-5 }),
    of('with a norm epsilon of a million', 'malformed', { rms_norm_eps: 1e6 }),
    of('without a norm epsilon', 'malformed', { rms_norm_eps: null }),
    of('of another kind of model', 'unsupported', { model_type: 'mamba2' }),
    of('of a kind that every object has', 'unsupported', { model_type: 'toString' }),
    of('of an encoder', 'unsupported', { is_encoder_decoder: true }),
    of('of a mixture of experts', 'unsupported', { num_local_experts: 8 }),
    of('of quantised weights', 'unsupported', { quantization_config: { quant_method: 'gptq' } }),
    of('of another activation', 'unsupported', { hidden_act: 'relu' }),
    of('with a mistyped key', 'unsupported', { rope_thetta: 5 }),
    of('with a key that multiplies residuals', 'unsupported', { residual_multiplier: 0.22 }),
    of('with another architecture’s cap', 'unsupported', { attn_logit_softcapping: 50 }),
    of('of a split computation', 'unsupported', { pretraining_tp: 2 }),
    of('with an output projection that is not there', 'weights', { tie_word_embeddings: false }),
    of('with biases that are not there', 'weights', { attention_bias: true }),
    of('with biases by a text', 'malformed', { attention_bias: 'yes' }),
    of('with rotary positions by yarn', 'unsupported', rope({ rope_type: 'yarn', factor: 4 })),
    of('with rotary positions by nothing known', 'unsupported', rope({ rope_type: '__proto__' })),
    of('with rotary positions that are a list', 'unsupported', rope([1, 2])),
    of('with a rotary factor of zero', 'unsupported', rope({ rope_type: 'linear', factor: 0 })),
    of('with a rotary factor below zero', 'unsupported', rope({ rope_type: 'linear', factor: -4 })),
    of('with a rotary factor that is not there', 'unsupported', rope({ rope_type: 'linear' })),
    of('with a rotary base of zero', 'unsupported', rope({ rope_theta: 0 })),
    of('with a rotary base of 1e300', 'malformed', rope({ rope_theta: 1e300 })),
    of('that turns heads in part', 'unsupported', rope({ partial_rotary_factor: 0.4 })),
    of('with rotary keys that nobody knows', 'unsupported', rope({ rope_type: 'default', mscale: 2 })),
    of(
      'that stretches low frequencies above high ones',
      'malformed',
      rope({
        ...{ rope_type: 'llama3', factor: 8, low_freq_factor: 4, high_freq_factor: 1 },
        original_max_position_embeddings: 16,
      }),
    ),
    of('of windows without a length', 'malformed', { layer_types: ['sliding_attention', 'full_attention'] }),
    of('of kinds for other layers', 'malformed', { layer_types: Array(50).fill('full_attention') }),
    of('of a million kinds of layers', 'malformed', { layer_types: Array(1e4).fill('full_attention') }),
    of('of layers of an unknown kind', 'unsupported', {
      layer_types: ['linear_attention', 'full_attention'],
    }),
    of('that ends with a token it does not have', 'malformed', { eos_token_id: 320 }),
    of('that ends with a text', 'malformed', { eos_token_id: '</s>' }),
    of('that begins with a token it does not have', 'malformed', { bos_token_id: 2 ** 31 }),
  ];
}
