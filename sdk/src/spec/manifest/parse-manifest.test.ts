import { describe, expect, it } from 'vitest';
import { manifestDigest } from '../manifest-digest.ts';
import { ManifestError } from './manifest-error.ts';
import type { ManifestProblem } from './manifest-error.ts';
import { parseManifest } from './parse-manifest.ts';
import type { ManifestKind } from './parse-manifest.ts';

const bytes32 = (byte: string) => `0x${byte.repeat(32)}`;
const account = `0x${'ab'.repeat(20)}`;

const file = {
  name: 'weights/model.gguf',
  cid: 'bafkreihdwdcefgh4dqkjv67uzcmw7ojee6xedzdetojuzjevtenxquvyku',
  size: 12,
  mediaType: 'application/octet-stream',
  sha256: bytes32('12'),
};

const common = { cultivar: 1, name: 'A name', creator: account, license: 'Apache-2.0', files: [file] };
const provenance = { chainId: 41337, escrow: account, jobId: '7' };
const base = { asset: '41337:1', manifest: bytes32('01') };

/** The smallest valid manifest of each kind. */
const VALID: Record<ManifestKind, Record<string, unknown>> = {
  model: {
    ...common,
    kind: 'model',
    model: { architecture: 'llama', format: 'gguf', parameters: 1, contextLength: 1 },
  },
  adapter: {
    ...common,
    kind: 'adapter',
    adapter: { method: 'lora', rank: 8, alpha: 16, targets: ['q_proj'], parameters: 1, base: bytes32('01') },
  },
  dataset: { ...common, kind: 'dataset', dataset: { rows: 1, format: { name: 'messages' } } },
  prompt: { ...common, kind: 'prompt', prompt: { system: 'Be brief.' } },
  agent: { ...common, kind: 'agent', agent: { instructions: 'Help.', model: bytes32('01') } },
  job: {
    ...common,
    kind: 'job',
    chainId: 41337,
    base,
    datasets: [base],
    data: { heldOutRows: 20, orderSeed: 1 },
    method: 'lora',
    lora: { rank: 8, alpha: 16, targets: ['q_proj'] },
    sequenceLength: 256,
    optimizer: { name: 'adamw', learningRate: 0.001 },
    schedule: { name: 'constant' },
    seed: 1,
    evaluation: { everySteps: 0 },
    segmentSteps: 10,
    class: 'tolerance',
  },
  trace: {
    ...common,
    kind: 'trace',
    job: provenance,
    class: 'tolerance',
    root: bytes32('02'),
    leaves: [0, 1].map((step) => ({
      ...{ stage: 'init', step, hash: bytes32('03'), stateHash: bytes32('04'), seal: bytes32('05') },
    })),
  },
  node: {
    ...common,
    kind: 'node',
    node: {
      endpoint: 'http://127.0.0.1:8484',
      gateway: 'http://127.0.0.1:8181',
      hardware: { cpu: 'a', threads: 1, memoryBytes: 1 },
      encryptionKey: bytes32('05'),
      classes: ['tolerance'],
    },
  },
};

const KINDS = Object.keys(VALID) as ManifestKind[];

function problemsOf(value: unknown, expected?: ManifestKind): readonly ManifestProblem[] {
  try {
    parseManifest(value, expected);
  } catch (error) {
    if (error instanceof ManifestError) return error.problems;
    throw error;
  }
  throw new Error('the manifest was accepted');
}

describe('a manifest', () => {
  it.each(KINDS)('of kind %s is accepted in its smallest form', (kind) => {
    expect(parseManifest(VALID[kind], kind)).toMatchObject({ kind, name: 'A name' });
  });

  it.each(KINDS)('of kind %s is the same after it was read: its digest stays', (kind) => {
    const once = parseManifest(VALID[kind]);
    expect(manifestDigest(parseManifest(JSON.parse(JSON.stringify(once))))).toBe(manifestDigest(once));
  });

  it.each(KINDS)('of kind %s is refused with an unknown key, and told the nearest name', (kind) => {
    expect(problemsOf({ ...VALID[kind], licence: 'MIT' })).toEqual([
      { path: 'licence', message: 'unknown key "licence"; did you mean "license"?' },
    ]);
  });

  it.each([
    ['model', 'model', 'architekture', 'architecture'],
    ['adapter', 'adapter', 'rnak', 'rank'],
    ['dataset', 'dataset', 'row', 'rows'],
    ['prompt', 'prompt', 'sytem', 'system'],
    ['agent', 'agent', 'instruction', 'instructions'],
    ['job', 'optimizer', 'learningrate', 'learningRate'],
    ['node', 'node', 'endpiont', 'endpoint'],
  ] as const)('of kind %s says where inside %s a key is mistyped', (kind, part, typed, nearest) => {
    const inner = { ...(VALID[kind][part] as object), [typed]: 1 };
    expect(problemsOf({ ...VALID[kind], [part]: inner })).toContainEqual({
      path: `${part}.${typed}`,
      message: `unknown key "${typed}"; did you mean "${nearest}"?`,
    });
  });

  it('says which leaf of a trace is wrong', () => {
    const leaves = [
      ...(VALID.trace.leaves as object[]),
      { stage: 'init', step: 2, hash: '0x12', stateHash: bytes32('04'), seal: bytes32('05') },
    ];
    expect(problemsOf({ ...VALID.trace, leaves })).toMatchObject([{ path: 'leaves.2.hash' }]);
  });

  it('of an unknown kind is told the nearest kind', () => {
    expect(problemsOf({ ...VALID.model, kind: 'modle' })[0]!.message).toContain('did you mean "model"?');
    expect(problemsOf({ ...VALID.model, kind: '__proto__' })[0]!.path).toBe('kind');
    expect(problemsOf(null)[0]!.message).toContain('missing is no kind of manifest');
  });

  it('of another kind than expected is refused', () => {
    expect(problemsOf(VALID.model, 'dataset')).toEqual([
      { path: 'kind', message: 'a manifest of kind "model" stands where "dataset" is needed' },
    ]);
  });

  it('names every place that is wrong', () => {
    const problems = problemsOf({ ...VALID.model, name: '', creator: '0x12', license: 'not an id' });
    expect(problems.map(({ path }) => path).toSorted()).toEqual(['creator', 'license', 'name']);
  });

  it.each(['../secret', '/etc/passwd', 'a/../../b', './a', 'a\u0000b', ''])(
    'is refused with the file name %j',
    (name) => {
      expect(problemsOf({ ...VALID.model, files: [{ ...file, name }] })[0]!.path).toBe('files.0.name');
    },
  );

  it('takes no more than four parents, and only ids of the form chainId:assetId', () => {
    const parent = { role: 'base', ...base };
    expect(problemsOf({ ...VALID.model, parents: Array(5).fill(parent) })[0]!.path).toBe('parents');
    expect(problemsOf({ ...VALID.model, parents: [{ ...parent, asset: '1' }] })[0]!.path).toBe(
      'parents.0.asset',
    );
  });

  it('of a job gets its defaults written out', () => {
    expect(parseManifest(VALID.job, 'job')).toMatchObject({
      packing: true,
      batchSize: 1,
      accumulation: 1,
      data: { badRows: 'refuse', lossOn: 'assistant', templateDate: '2026-01-01' },
      optimizer: { beta1: 0.9, beta2: 0.999, epsilon: 1e-8, weightDecay: 0, clipNorm: 1 },
    });
  });

  it('of a job may end the run early, where it is evaluated along the way on rows that are held out', () => {
    const evaluation = { everySteps: 5, stopAfter: { evaluations: 3 } };
    expect(parseManifest({ ...VALID.job, evaluation }, 'job').evaluation.stopAfter).toEqual({
      ...{ evaluations: 3, gain: 0 },
    });
    const stop = { path: 'evaluation.stopAfter' };
    const unmeasured = { ...evaluation, everySteps: 0 };
    expect(problemsOf({ ...VALID.job, evaluation: unmeasured })).toMatchObject([stop]);
    const data = { heldOutRows: 0, orderSeed: 1 };
    expect(problemsOf({ ...VALID.job, evaluation, data })).toMatchObject([stop]);
    const never = { ...evaluation, stopAfter: { evaluations: 0 } };
    expect(problemsOf({ ...VALID.job, evaluation: never })).toMatchObject([
      { path: 'evaluation.stopAfter.evaluations' },
    ]);
  });

  it('of a job may name preferences or a teacher as its objective, and says what is wrong with one', () => {
    const objective = { name: 'dpo', beta: 0.1 };
    expect(parseManifest({ ...VALID.job, objective }, 'job').objective).toEqual(objective);
    const problems = (wrong: object) => problemsOf({ ...VALID.job, objective: wrong });
    expect(problems({ name: 'dpo' })).toMatchObject([{ path: 'objective.beta' }]);
    expect(problems({ ...objective, beta: 0 })).toMatchObject([{ path: 'objective.beta' }]);
    expect(problems({ ...objective, betta: 1 })[0]!.message).toContain('did you mean "beta"?');
    const lora = { rank: 8, alpha: 16, targets: ['q_proj'], dropout: 0.1 };
    expect(problemsOf({ ...VALID.job, objective, lora })).toMatchObject([{ path: 'lora.dropout' }]);
    const taught = { name: 'distillation', teacher: base, temperature: 2, weight: 0.5 };
    expect(parseManifest({ ...VALID.job, objective: taught }, 'job').objective).toEqual(taught);
    expect(problems({ ...taught, weight: 1.5 })).toMatchObject([{ path: 'objective.weight' }]);
    expect(problems({ ...taught, temperature: 0 })).toMatchObject([{ path: 'objective.temperature' }]);
    expect(problems({ ...taught, teacher: undefined })).toMatchObject([{ path: 'objective.teacher' }]);
    expect(problems({ name: 'ppo', beta: 1 })).toMatchObject([{ path: 'objective.name' }]);
  });

  it.each([
    ['sequenceLength', 100],
    ['segmentSteps', 0],
    ['seed', -1],
    ['method', 'prefix'],
  ])('of a job is refused with %s = %s', (field, value) => {
    expect(problemsOf({ ...VALID.job, [field]: value })[0]!.path).toBe(field);
  });
});

describe('the adapter of a job', () => {
  const withLora = (lora: object) => ({ ...VALID.job, lora: { ...(VALID.job.lora as object), ...lora } });

  it.each([{ rankStabilized: true }, { dora: true }, { dropout: 0.05 }, { dropout: 0.9 }])(
    'may be told %j',
    (lora) => {
      expect(parseManifest(withLora(lora), 'job').lora).toMatchObject(lora);
    },
  );

  it('may keep its base in four bits, and in no format that is not known', () => {
    expect(parseManifest({ ...VALID.job, baseWeights: 'q4_1' }, 'job')).toMatchObject({
      baseWeights: 'q4_1',
    });
    expect(problemsOf({ ...VALID.job, baseWeights: 'q2_k' })).toMatchObject([{ path: 'baseWeights' }]);
    expect(parseManifest(VALID.job, 'job')).not.toHaveProperty('baseWeights');
  });

  it('may train every weight, and then says nothing of an adapter', () => {
    const { lora, ...rest } = VALID.job;
    const full = { ...rest, method: 'full' };
    expect(parseManifest(full, 'job')).not.toHaveProperty('lora');
    expect(problemsOf({ ...full, lora })).toMatchObject([
      { path: 'lora', message: expect.stringContaining('left out with the method full') },
    ]);
    expect(problemsOf({ ...full, baseWeights: 'q4_1' })).toMatchObject([
      { path: 'baseWeights', message: expect.stringContaining('left out with the method full') },
    ]);
    expect(problemsOf({ ...full, method: 'lora' })).toMatchObject([
      { path: 'lora', message: expect.stringContaining('needs rank, alpha and targets') },
    ]);
    expect(problemsOf({ ...full, method: 'prefix' })).toMatchObject([{ path: 'method' }]);
  });

  it('makes an adapter, or a whole model that has no rank', () => {
    const { parameters, base } = VALID.adapter.adapter as Record<string, unknown>;
    const whole = { ...VALID.adapter, adapter: { method: 'full', parameters, base } };
    expect(parseManifest(whole, 'adapter').adapter).toEqual({ method: 'full', parameters, base });
    expect(problemsOf({ ...whole, adapter: { ...whole.adapter, rank: 8 } })).toMatchObject([
      { path: 'adapter.rank' },
    ]);
  });

  it('has the digest that it had before there were these settings', () => {
    expect(Object.keys(parseManifest(VALID.job, 'job').lora!)).toEqual([
      ...['rank', 'alpha', 'dropout', 'targets'],
    ]);
  });

  it.each([
    ['rankStabilized', { rankStabilized: false }],
    ['rankStabilized', { rankStabilized: 1 }],
    ['dora', { dora: false }],
    ['dropout', { dropout: 0.91 }],
    ['dropout', { dropout: 0.001 }],
  ])('is refused where %s is wrong: %j', (key, lora) => {
    expect(problemsOf(withLora(lora))).toMatchObject([{ path: `lora.${key}` }]);
  });
});
