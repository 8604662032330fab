import type { AstNode } from '../../workshop/solidity-compiler.ts';
import type { Change } from '../mutate.ts';
import type { Place } from '../place.ts';
import { endOf, sourceText, startOf } from '../source-text.ts';
import type { SourceText } from '../source-text.ts';
import { edited } from './edit.ts';
import type { Edit, Edited, Piece } from './edit.ts';
import { functionVariants } from './function-variants.ts';
import { pointOf } from './point.ts';
import type { Point } from './point.ts';

/** A change that is in force while the switch stands at its id. */
export type Switched = { id: string; node: AstNode; change: Change };

/** A source file with all its mutants in it. */
export type Schema = Edited & {
  /** Ids of the mutants that cannot be switched. */
  left: readonly string[];
};

/**
 * Writes every change of a source file beside what it changes, behind a switch. Only one is ever in force, so each is
 * written beside unchanged text, and none inside another.
 *
 * @param places with the ids of their mutants
 */
export function schemaOf(
  content: string,
  places: readonly (Place & { id: string })[],
  importLine: string,
): Schema {
  const text = sourceText(content);
  const points = new Map<string, { point: Point; changes: Switched[] }>();
  for (const { id, node, change } of places) {
    const point = pointOf(node, change);
    const key = `${point.start}:${point.end}`;
    const known = points.get(key) ?? { point, changes: [] };
    points.set(key, known);
    known.changes.push({ id, node, change });
  }
  const edits: Edit[] = [{ start: 0, end: 0, pieces: [importLine] }];
  const left: string[] = [];
  for (const { point, changes } of points.values()) {
    const edit = editOf(point, changes, text);
    if (edit) edits.push(edit);
    else left.push(...changes.map(({ id }) => id));
  }
  return { ...edited(content, edits), left };
}

function editOf(point: Point, changes: readonly Switched[], text: SourceText): Edit | undefined {
  const { kind, node, start, end } = point;
  const mutated = ({ start: from, end: to, replacement }: Change, region = { start, end }) =>
    text.between(region.start, from) + replacement + text.between(to, region.end);
  switch (kind) {
    case 'statement':
      return { start, end, pieces: branches(changes, (change) => mutated(change), text.between(start, end)) };
    case 'declaration':
      return { start, end, pieces: declaration(node, changes, text) };
    case 'value':
      return { start, end, pieces: choice(changes, (change) => mutated(change), text.between(start, end)) };
    case 'step':
      return {
        ...{ start, end },
        pieces: choice(changes, (change) => mutated(change) || 'uint256(0)', text.between(start, end)),
      };
    case 'function':
      return functionVariants(node, changes, text);
  }
}

function branches(changes: readonly Switched[], write: (change: Change) => string, own: string): Piece[] {
  return [
    '{ ',
    ...changes.flatMap(({ id, change }) => [
      `if (isOn(0x${id})) { `,
      { id, text: write(change) },
      ' } else ',
    ]),
    `{ ${own} } }`,
  ];
}

function choice(changes: readonly Switched[], write: (change: Change) => string, own: string): Piece[] {
  return [
    '(',
    ...changes.flatMap(({ id, change }) => [`isOn(0x${id}) ? (`, { id, text: write(change) }, ') : ']),
    `(${own}))`,
  ];
}

/** Variables are declared first, so that either branch can set them. */
function declaration(node: AstNode, changes: readonly Switched[], text: SourceText): Piece[] {
  const variables = node.declarations as (AstNode | null)[];
  const value = node.initialValue as AstNode;
  const declared = variables.flatMap((variable) => (variable ? [`${text.of(variable)}; `] : []));
  const names = variables.map((variable) => (variable ? String(variable.name) : '')).join(', ');
  const target = variables.length === 1 ? names : `(${names})`;
  const [start, end] = [startOf(value), endOf(value)];
  const set = ({ start: from, end: to, replacement }: Change) =>
    `${target} = ${text.between(start, from)}${replacement}${text.between(to, end)};`;
  return [...declared, ...branches(changes, set, `${target} = ${text.of(value)};`)];
}
