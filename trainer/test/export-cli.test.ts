import { readdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
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
    const call = [
      'merge',
      ...flags.slice(0, 2),
      '--adapter',
      dirname(flags[1]!),
      '--out',
      join(folder, 'model'),
    ];
    const { code, err } = await calledCli(call);
    expect([code, lines(err)]).toEqual([2, [expect.objectContaining({ code: 'model_missing' })]]);
  });
});
