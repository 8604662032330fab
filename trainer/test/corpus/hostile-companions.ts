import { changed } from './corpus-case.ts';
import type { HostileCase, ModelBytes } from './corpus-case.ts';

/** Pickles under any name, indices that point elsewhere, and tokenizers and templates that are none. */
export function hostileCompanions(good: ModelBytes, sharded: ModelBytes): HostileCase[] {
  return [...pickles(good), ...indices(sharded), ...texts(good)];
}

/** A call of `posix.system`, as Python's pickler writes it. */
const PICKLE = Buffer.from(
  '80049525000000000000008c05706f736978948c0673797374656d9493948c02696494859452942e',
  'hex',
);

function pickles(good: ModelBytes): HostileCase[] {
  const zip = Buffer.from('504b0304140000000800', 'hex');
  const of = (name: string, change: Record<string, Uint8Array>): HostileCase => ({
    ...{ name: `a pickle ${name}`, code: 'pickle' as const },
    files: changed(good, change),
  });
  return [
    of('beside the weights', { 'pytorch_model.bin': PICKLE }),
    of('of no bytes', { 'pytorch_model.bin': Buffer.alloc(0) }),
    of('of an optimiser', { 'optimizer.pt': PICKLE }),
    of('of a training run', { 'training_args.bin': PICKLE }),
    of('of a checkpoint', { 'model.ckpt': PICKLE }),
    of('that joblib wrote', { 'model.joblib': PICKLE }),
    of('in capitals', { 'MODEL.PKL': PICKLE }),
    of('called safetensors', { 'model.safetensors': PICKLE }),
    of('that torch.save wrote, called safetensors', { 'model.safetensors': zip }),
    of('called GGUF', { 'model.gguf': PICKLE }),
    of('called a configuration', { 'config.json': PICKLE }),
    of('of protocol 2, called a tokenizer', { 'tokenizer.json': Buffer.from('80025d71002e', 'hex') }),
  ];
}

function indices(sharded: ModelBytes): HostileCase[] {
  const name = 'model.safetensors.index.json';
  const index = JSON.parse(Buffer.from(sharded[name]!).toString()) as { weight_map: Record<string, unknown> };
  const [first, second] = [...new Set(Object.values(index.weight_map))] as [string, string];
  const raw = (what: string, code: HostileCase['code'], text: string | undefined): HostileCase => ({
    ...{ name: `an index ${what}`, code },
    files: changed(sharded, { [name]: text }),
  });
  const of = (what: string, code: HostileCase['code'], map: unknown) =>
    raw(what, code, JSON.stringify({ ...index, weight_map: map }));
  const moved = (to: unknown) => ({ ...index.weight_map, 'model.norm.weight': to });
  return [
    raw('that is not there', 'missing', undefined),
    raw('of no bytes', 'malformed', ''),
    raw('that is a list', 'malformed', '[]'),
    raw('without a map', 'malformed', '{}'),
    of('whose map is a list', 'malformed', [first]),
    of('whose map is empty', 'malformed', {}),
    of('whose map is null', 'malformed', null),
    of('that names a file above', 'malformed', moved('../model.safetensors')),
    of('that names a file far above', 'malformed', moved('../../../../etc/passwd')),
    of('that names a file at the root', 'malformed', moved('/etc/passwd')),
    of('that names a file behind a backslash', 'malformed', moved('..\\secret.safetensors')),
    of('that names a file in a folder', 'malformed', moved('other/model.safetensors')),
    of('that names an address', 'malformed', moved('https://example.org/model.safetensors')),
    of('that names a file with a zero in it', 'malformed', moved('model\0.safetensors')),
    of('that names a file of no name', 'malformed', moved('')),
    of('that names a number', 'malformed', moved(7)),
    of('that names an object', 'malformed', moved({ toString: 'x' })),
    of('that names a shard that is not there', 'missing', moved('model-00003-of-00003.safetensors')),
    of(
      'that leaves a shard out',
      'weights',
      Object.fromEntries(Object.entries(index.weight_map).filter(([, file]) => file === first)),
    ),
    of(
      'that looks for a tensor in another shard',
      'malformed',
      Object.fromEntries(
        Object.entries(index.weight_map).map(([tensor, file]) => [tensor, file === first ? second : first]),
      ),
    ),
    of('that names a tensor that no shard has', 'malformed', {
      ...index.weight_map,
      'model.evil.weight': first,
    }),
    {
      name: 'an index of two shards that hold the same',
      code: 'malformed',
      files: changed(sharded, { [second]: sharded[first]! }),
    },
  ];
}

function texts(good: ModelBytes): HostileCase[] {
  const tokenizer = JSON.parse(Buffer.from(good['tokenizer.json']!).toString()) as Record<string, unknown>;
  const of = (
    name: string,
    code: HostileCase['code'],
    file: string,
    text: string | Uint8Array | undefined,
  ): HostileCase => ({
    ...{ name, code },
    files: changed(good, { [file]: text }),
  });
  const broken = (name: string, change: object) =>
    of(`a tokenizer ${name}`, 'malformed', 'tokenizer.json', JSON.stringify({ ...tokenizer, ...change }));
  const endless = (name: string, change: object): HostileCase => ({
    ...broken(name, change),
    code: 'unsupported',
  });
  const split = (pattern: string) => ({
    ...{ type: 'Split', pattern: { Regex: pattern }, behavior: 'Isolated', invert: false },
  });
  return [
    of('a tokenizer that is not there', 'missing', 'tokenizer.json', undefined),
    of('a tokenizer of no bytes', 'malformed', 'tokenizer.json', ''),
    of('a tokenizer that is no UTF-8', 'malformed', 'tokenizer.json', Buffer.from('{"\xff":1}', 'latin1')),
    of('a tokenizer that is a list', 'malformed', 'tokenizer.json', '[]'),
    broken('without a model', { model: undefined }),
    broken('whose model is null', { model: null }),
    broken('of an unknown kind', { model: { type: 'Evil' } }),
    broken('without a vocabulary', { model: { type: 'BPE', merges: [] } }),
    broken('whose vocabulary has no numbers', { model: { type: 'BPE', vocab: { a: 'b' }, merges: [] } }),
    broken('that cuts texts in an unknown way', { pre_tokenizer: { type: 'Evil' } }),
    endless('that cuts texts by a pattern without end', { pre_tokenizer: split('(a+)+$') }),
    endless('that cuts texts by two choices again and again', {
      pre_tokenizer: { type: 'Sequence', pretokenizers: [split('(?:a|aa)+$')] },
    }),
    endless('that replaces by a pattern without end', {
      normalizer: { type: 'Replace', pattern: { Regex: '(?:\\s*\\S*)*x' }, content: '' },
    }),
    endless('that looks back at what it found', { pre_tokenizer: split('(.*)\\1x') }),
    broken('that cuts texts by no pattern', { pre_tokenizer: { type: 'Split', pattern: { Regex: '(' } } }),
    broken('that rewrites texts in an unknown way', { normalizer: { type: 'Evil' } }),
    broken('that decodes in an unknown way', { decoder: { type: 'Evil' } }),
    broken('whose added tokens are no list', { added_tokens: 7 }),
    of('a template that is not there', 'missing', 'chat_template.jinja', undefined),
    of('a template that is no UTF-8', 'malformed', 'chat_template.jinja', Buffer.from([0xff, 0xfe, 0xfd])),
    of('a template of two megabytes', 'too_large', 'chat_template.jinja', ' '.repeat(2 << 20)),
    of('generation settings that are no JSON', 'malformed', 'generation_config.json', '{'),
    of(
      'generation settings that end with a token that is not there',
      'malformed',
      'generation_config.json',
      '{"eos_token_id": 99999}',
    ),
    { name: 'nothing', code: 'unknown_format', files: {} },
    { name: 'texts alone', code: 'unknown_format', files: changed(good, { 'model.safetensors': undefined }) },
    {
      name: 'two files of weights and no index',
      code: 'missing',
      files: changed(good, { 'other.safetensors': good['model.safetensors']! }),
    },
  ];
}
