import type { Measured } from './measure-input.ts';
import type { MeasuredInput } from './measured-input.ts';

/** The page: how many of each kind were answered as they must be, and what took longest and most. */
export function showInputs(
  inputs: readonly MeasuredInput[],
  slowest: readonly MeasuredInput[],
  { date, machine, by }: { date: string; machine: string; by: string },
): string {
  const hostile = inputs.filter(({ expected }) => expected !== 'accepted');
  const good = inputs.filter(({ expected }) => expected === 'accepted');
  const right = ({ measured, expected }: MeasuredInput) => measured.outcome === expected;
  const largest = hostile
    .toSorted((a, b) => (b.measured.grownBytes ?? 0) - (a.measured.grownBytes ?? 0))
    .slice(0, 5);
  const cpuSeconds = inputs.reduce((sum, { measured }) => sum + measured.cpuMs, 0) / 1000;
  return `# Hostile and good input of the trainer

${date.slice(0, 10)}. ${machine} \`npm run evidence -- trainer-hostile --page\` reads every file of \`trainer/test/corpus\` as a run would, one after the other in a process that each of them could end, and writes this page. The tests hold each to the code of the error that must refuse it.

| hostile | files | refused by name | codes |
|---|---|---|---|
${table(hostile, right)}

${hostile.filter(right).length} of ${hostile.length} hostile files are refused with the named reason that is expected, ${hostile.filter(({ measured }) => measured.outcome === 'accepted').length} are accepted, ${hostile.filter(({ measured }) => measured.outcome.startsWith('no answer')).length} end the process. ${good.filter(right).length} of ${good.length} good files are accepted (${kinds(good)}). All together take ${cpuSeconds.toFixed(1)} s of processor time.

## Slowest refusals

Each of them by itself, in a process that has read nothing before; the best of three. The limit is a second ${by === 'processor' ? 'of processor time: other work ran on the machine' : 'by the clock'}.

| file | ms by the clock | ms of processor time | refused as |
|---|---|---|---|
${slowest.map((input) => row(input, input.alone!)).join('\n')}

## Most memory

Peak of resident memory above that before, among the others.

| file | MiB |
|---|---|
${largest.map(({ kind, name, measured }) => `| ${kind}: ${name} | ${mebibytes(measured.grownBytes)} |`).join('\n')}
`;
}

function table(inputs: readonly MeasuredInput[], right: (input: MeasuredInput) => boolean): string {
  const lines = [...Map.groupBy(inputs, ({ kind }) => kind)].map(([kind, of]) => {
    const codes = [...Map.groupBy(of, ({ expected }) => expected)]
      .toSorted(([, a], [, b]) => b.length - a.length)
      .map(([code, some]) => `\`${code}\` ${some.length}`);
    return `| ${kind} | ${of.length} | ${of.filter(right).length} | ${codes.join(', ')} |`;
  });
  return lines.join('\n');
}

function kinds(inputs: readonly MeasuredInput[]): string {
  return [...Map.groupBy(inputs, ({ kind }) => kind)].map(([kind, of]) => `${of.length} ${kind}`).join(', ');
}

function row({ kind, name, expected }: MeasuredInput, { wallMs, cpuMs }: Measured): string {
  return `| ${kind}: ${name} | ${wallMs.toFixed(0)} | ${cpuMs.toFixed(0)} | \`${expected}\` |`;
}

function mebibytes(bytes: number | undefined): string {
  return bytes === undefined ? 'not told here' : (bytes / 2 ** 20).toFixed(0);
}
