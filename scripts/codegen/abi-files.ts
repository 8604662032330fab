import { CONTRACT_NAMES } from './contract-names.ts';
import { GENERATED_MARK } from './generated-file.ts';
import type { GeneratedFile } from './generated-file.ts';
import { readAbi } from './read-abi.ts';
import type { AbiEntry } from './read-abi.ts';

const ACCESS_MANAGER = '@openzeppelin/contracts/access/manager/AccessManager.sol';

/** The ABIs for TypeScript, with every error so that reverts can be named, and those for the subgraph. */
export async function abiFiles(root: string): Promise<GeneratedFile[]> {
  const abis = await Promise.all(
    CONTRACT_NAMES.map(async (name) => ({ name, abi: await readAbi(root, `contracts/${name}.sol`, name) })),
  );
  const accessManager = { name: 'AccessManager', abi: await readAbi(root, ACCESS_MANAGER, 'AccessManager') };
  return [
    {
      path: 'sdk/src/generated/abi.ts',
      content: [GENERATED_MARK, ...[...abis, accessManager].map(abiConstant)].join('\n\n') + '\n',
    },
    // Events alone: handlers read nothing else, and the subgraph's types stay small.
    ...abis.map(({ name, abi }) => ({
      path: `subgraph/abis/${name}.json`,
      content: `${JSON.stringify(eventsOf(abi), null, 2)}\n`,
    })),
  ];
}

function eventsOf(abi: readonly AbiEntry[]): AbiEntry[] {
  return withoutReservedWords(abi.filter(({ type }) => type === 'event'));
}

/** graph-cli makes a getter of each field's name, even of `class`; a name is no part of an event's signature. */
function withoutReservedWords<T>(value: T): T {
  if (Array.isArray(value)) return value.map(withoutReservedWords) as T;
  if (value === null || typeof value !== 'object') return value;
  const fields = Object.entries(value).map(([key, field]) => [key, withoutReservedWords(field)]);
  const copy = Object.fromEntries(fields) as { name?: string };
  return (copy.name === 'class' ? { ...copy, name: 'classId' } : copy) as T;
}

function abiConstant({ name, abi }: { name: string; abi: AbiEntry[] }): string {
  const constant = `${name[0]!.toLowerCase()}${name.slice(1)}Abi`;
  const entries = abi.map((entry) => `  ${JSON.stringify(entry)},`).join('\n');
  return `/** ABI of \`${name}\`. */\nexport const ${constant} = [\n${entries}\n] as const;`;
}
