import { readFileSync } from 'node:fs';
import {
  buildSchema,
  isEnumType,
  isListType,
  isObjectType,
  isScalarType,
  getNamedType,
  getNullableType,
} from 'graphql';
import type { GraphQLField, GraphQLObjectType, GraphQLSchema } from 'graphql';

const SOURCE = new URL('../../../subgraph/schema.graphql', import.meta.url);
const PRELUDE = `
directive @entity(immutable: Boolean!) on OBJECT
directive @derivedFrom(field: String!) on FIELD_DEFINITION
scalar Bytes scalar BigInt scalar BigDecimal scalar Int8 scalar Timestamp
enum OrderDirection { asc desc }
input Block_height { number: Int hash: Bytes number_gte: Int }
type _Block_ { number: Int! hash: Bytes timestamp: Int }
type _Meta_ { block: _Block_! deployment: String! hasIndexingErrors: Boolean! }
`;
const COMPARISONS = ['', '_not', '_gt', '_lt', '_gte', '_lte'];
const LISTS = ['_in', '_not_in'];
const TEXTS = ['_contains', '_contains_nocase', '_starts_with', '_starts_with_nocase', '_ends_with'];

/** The query schema that graph-node makes of the subgraph's entities, as far as pages use it. */
export function indexSchema(): GraphQLSchema {
  const entities = readFileSync(SOURCE, 'utf8');
  const bare = buildSchema(`${PRELUDE}${entities} type Query { _meta: _Meta_ }`);
  const types = Object.values(bare.getTypeMap()).filter(isEntity);
  const withArguments = types.reduce(addListArguments, entities);
  const queries = types.map(queriesOf).join('\n');
  const inputs = types.map(inputsOf).join('\n');
  return buildSchema(
    `${PRELUDE}${withArguments}\n${inputs}\ntype Query { _meta(block: Block_height): _Meta_ ${queries} }`,
  );
}

/** The name of the root field that lists a type: `Asset` -> `assets`, `Activity` -> `activities`. */
export function listName(type: string): string {
  const lower = singleName(type);
  if (/[^aeiou]y$/.test(lower)) return `${lower.slice(0, -1)}ies`;
  return /(s|x|ch|sh)$/.test(lower) ? `${lower}es` : `${lower}s`;
}

/** The name of the root field that gets one of a type: `JobParent` -> `jobParent`. */
export function singleName(type: string): string {
  return type[0]?.toLowerCase() + type.slice(1);
}

function isEntity(type: unknown): type is GraphQLObjectType {
  return isObjectType(type) && type.astNode?.directives?.some(({ name }) => name.value === 'entity') === true;
}

/** Derived lists take the same arguments as root lists. */
function addListArguments(source: string, type: GraphQLObjectType): string {
  let result = source;
  for (const field of Object.values(type.getFields())) {
    const named = getNamedType(field.type);
    if (!isListType(getNullableType(field.type)) || !isEntity(named)) continue;
    const declared = new RegExp(`(\\n  ${field.name})(: \\[${named.name}!\\]! @derivedFrom)`, 'g');
    result = result.replace(declared, `$1(${argumentsOf(named.name)})$2`);
  }
  return result;
}

function argumentsOf(type: string): string {
  return `skip: Int = 0, first: Int = 100, orderBy: ${type}_orderBy, orderDirection: OrderDirection, where: ${type}_filter`;
}

function queriesOf({ name }: GraphQLObjectType): string {
  const block = 'block: Block_height';
  return `${singleName(name)}(id: ID!, ${block}): ${name} ${listName(name)}(${argumentsOf(name)}, ${block}): [${name}!]!`;
}

function inputsOf(type: GraphQLObjectType): string {
  const fields = Object.values(type.getFields());
  const orders = fields.flatMap(ordersOf).join(' ');
  const filter = `input ${type.name}_filter { ${fields.map(filtersOf).join(' ')} and: [${type.name}_filter] or: [${type.name}_filter] }`;
  return `enum ${type.name}_orderBy { ${orders} } ${filter}`;
}

function ordersOf(field: GraphQLField<unknown, unknown>): string[] {
  const named = getNamedType(field.type);
  if (isListType(getNullableType(field.type))) return [];
  if (!isEntity(named)) return [field.name];
  const inner = Object.values(named.getFields()).filter(({ type }) => !isEntity(getNamedType(type)));
  return [field.name, ...inner.map(({ name }) => `${field.name}__${name}`)];
}

function filtersOf(field: GraphQLField<unknown, unknown>): string {
  const named = getNamedType(field.type);
  const isList = isListType(getNullableType(field.type));
  if (isEntity(named)) {
    if (isList) return `${field.name}_: ${named.name}_filter`;
    const own = [...COMPARISONS, ...TEXTS].map((suffix) => `${field.name}${suffix}: String`);
    const lists = LISTS.map((suffix) => `${field.name}${suffix}: [String!]`);
    return [...own, ...lists, `${field.name}_: ${named.name}_filter`].join(' ');
  }
  if (!isScalarType(named) && !isEnumType(named)) return '';
  const type = named.name;
  if (isList)
    return TEXTS.concat('')
      .map((suffix) => `${field.name}${suffix}: [${type}!]`)
      .join(' ');
  const texts = type === 'String' || type === 'Bytes' ? TEXTS : [];
  return [
    ...[...COMPARISONS, ...texts].map((suffix) => `${field.name}${suffix}: ${type}`),
    ...LISTS.map((suffix) => `${field.name}${suffix}: [${type}!]`),
  ].join(' ');
}
