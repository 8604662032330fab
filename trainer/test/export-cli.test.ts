import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readPeftAdapter } from '../src/adapter/read-peft-adapter.ts';
import { openModel } from '../src/model/open-model.ts';
import { parityFixture } from './parity/parity-fixture.ts';
import { calledCli } from './support/called-cli.ts';
import { temporaryFolder } from './support/temporary-folder.ts';

const lines = (text: string) =>
  text
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>);

async function inputs() {
  const { ggufFiles, adapterDir } = await parityFixture('llama');
  const folder = await temporaryFolder();
  return { folder, flags: ['--model', ggufFiles[0]!.path, '--adapter', adapterDir] };
}

describe('cultivar-train merge', () => {
  it('writes a model, says where, and refuses to write over it', async () => {
    const { folder, flags } = await inputs();
    const out = join(folder, 'model');
    const { code, out: said } = await calledCli(['merge', ...flags, '--out', out]);
    expect(code).toBe(0);
    expect(lines(said)).toEqual([{ type: 'exported', format: 'safetensors', dtype: 'f16', path: out }]);
    expect(await readdir(out)).toContain('model.safetensors');
    const again = await calledCli(['merge', ...flags, '--out', out]);
    expect(again.code).toBe(2);
    expect(lines(again.err)).toMatchObject([{ type: 'failed', code: 'export_exists' }]);
  });

  it('tells a terminal in words', async () => {
    const { folder, flags } = await inputs();
    const out = join(folder, 'model');
    const { out: said } = await calledCli(['merge', ...flags, '--out', out, '--dtype', 'bf16'], {
      terminal: true,
    });
    expect(said).toBe(`safetensors (bf16) is in ${out}\n`);
  });

  it('refuses an adapter that is none', async () => {
    const { folder, flags } = await inputs();
    const call = ['merge', ...flags.slice(0, 2), '--adapter', folder, '--out', join(folder, 'model')];
    const { code, err } = await calledCli(call);
    expect([code, lines(err)]).toEqual([2, [expect.objectContaining({ code: 'usage' })]]);
  });
});

describe('cultivar-train export', () => {
  it.each([
    ['peft', [], 'f32'],
    ['gguf-lora', [], 'f32'],
    ['safetensors', [], 'f16'],
    ['gguf', [], 'f16'],
    ['gguf', ['--dtype', 'q8_0'], 'q8_0'],
    ['onnx', [], 'f32'],
  ])('writes %s and says what and where (%j)', async (format, more, dtype) => {
    const { folder, flags } = await inputs();
    const out = join(folder, 'written');
    const called = await calledCli(['export', '--format', format, ...flags, ...more, '--out', out]);
    expect([called.code, called.err]).toEqual([0, '']);
    expect(lines(called.out)).toEqual([{ type: 'exported', format, dtype, path: out }]);
    const again = await calledCli(['export', '--format', format, ...flags, ...more, '--out', out]);
    expect([again.code, lines(again.err)]).toEqual([2, [expect.objectContaining({ code: 'export_exists' })]]);
  });

  it.each([
    [['--format', 'gguf-lora'], 'none is named'],
    [['--format', 'peft'], 'none is named'],
    [['--format', 'gguf', '--dtype', 'q5_1'], 'has no --dtype q5_1'],
    [['--format', 'safetensors', '--dtype', 'q8_0'], 'has no --dtype q8_0'],
    [['--format', 'pickle'], 'Allowed choices are'],
  ])('refuses %j', async (more, said) => {
    const { folder, flags } = await inputs();
    const call = ['export', ...more, ...flags.slice(0, 2), '--out', join(folder, 'written')];
    const { code, err } = await calledCli(call);
    expect([code, err]).toEqual([2, expect.stringContaining(said)]);
    expect(await readdir(folder)).toEqual([]);
  });

  it('writes a PEFT adapter that is read back as it was', async () => {
    const { folder, flags } = await inputs();
    const out = join(folder, 'adapter');
    await calledCli(['export', '--format', 'peft', ...flags, '--out', out]);
    const { modelFiles } = await parityFixture('llama');
    const { config, close } = await openModel(modelFiles);
    await close();
    expect(await readPeftAdapter(out, config)).toEqual(await readPeftAdapter(flags.at(-1)!, config));
  });
});
