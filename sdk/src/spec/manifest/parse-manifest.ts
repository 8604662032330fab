import { z } from 'zod';
import { adapterManifestSchema } from './adapter.ts';
import { agentManifestSchema } from './agent.ts';
import { datasetManifestSchema } from './dataset.ts';
import { issueWords } from './issue-words.ts';
import { jobManifestSchema } from './job.ts';
import { ManifestError } from './manifest-error.ts';
import type { ManifestProblem } from './manifest-error.ts';
import { modelManifestSchema } from './model.ts';
import { nearestName } from './nearest-name.ts';
import { nodeManifestSchema } from './node-manifest.ts';
import { promptManifestSchema } from './prompt.ts';
import { traceManifestSchema } from './trace-manifest.ts';

/** Every kind of manifest with its schema. */
export const MANIFEST_SCHEMAS = {
  model: modelManifestSchema,
  adapter: adapterManifestSchema,
  dataset: datasetManifestSchema,
  prompt: promptManifestSchema,
  agent: agentManifestSchema,
  job: jobManifestSchema,
  trace: traceManifestSchema,
  node: nodeManifestSchema,
} as const;

/** A kind of manifest. */
export type ManifestKind = keyof typeof MANIFEST_SCHEMAS;
/** The checked manifest of a kind. */
export type ManifestOf<K extends ManifestKind> = z.output<(typeof MANIFEST_SCHEMAS)[K]>;
/** Any checked manifest. */
export type Manifest = { [K in ManifestKind]: ManifestOf<K> }[ManifestKind];

/** Largest manifest accepted, in bytes: it is one raw block. */
export const MAX_MANIFEST_BYTES = 1_048_576;

/**
 * Checks an untrusted value against the schema of its kind and fills in defaults.
 * Keys the schema does not know are refused with the nearest valid name.
 *
 * @param expected When given, any other kind is refused.
 * @throws ManifestError naming every place that is wrong.
 */
export function parseManifest<K extends ManifestKind>(value: unknown, expected?: K): ManifestOf<K> {
  const kind = (value as { kind?: unknown } | null)?.kind;
  if (typeof kind !== 'string' || !Object.hasOwn(MANIFEST_SCHEMAS, kind)) {
    const known = Object.keys(MANIFEST_SCHEMAS);
    const near = typeof kind === 'string' ? nearestName(kind, known) : undefined;
    const hint = near ? `; did you mean "${near}"?` : `; one of ${known.join(', ')}`;
    throw new ManifestError([
      { path: 'kind', message: `${JSON.stringify(kind) ?? 'missing'} is no kind of manifest${hint}` },
    ]);
  }
  if (expected !== undefined && kind !== expected) {
    throw new ManifestError([
      { path: 'kind', message: `a manifest of kind "${kind}" stands where "${expected}" is needed` },
    ]);
  }
  const schema = MANIFEST_SCHEMAS[kind as ManifestKind];
  const result = schema.safeParse(value, { error: issueWords });
  if (!result.success)
    throw new ManifestError(result.error.issues.flatMap((issue) => problems(issue, schema)));
  return result.data as ManifestOf<K>;
}

function problems(issue: z.core.$ZodIssue, schema: z.ZodType): ManifestProblem[] {
  const path = issue.path.map(String).join('.');
  if (issue.code !== 'unrecognized_keys') return [{ path, message: issue.message }];
  const known = namesAt(schema, issue.path);
  return issue.keys.map((key) => {
    const near = nearestName(key, known);
    const hint = near ? `; did you mean "${near}"?` : known.length > 0 ? `; known: ${known.join(', ')}` : '';
    return { path: path ? `${path}.${key}` : key, message: `unknown key "${key}"${hint}` };
  });
}

/** The names an object schema knows at a path; none when the path leads through something else. */
function namesAt(schema: z.ZodType, path: PropertyKey[]): string[] {
  let at: z.ZodType | undefined = schema;
  for (const step of path) {
    at = unwrap(at);
    if (at instanceof z.ZodObject) at = at.shape[step as string] as z.ZodType | undefined;
    else if (at instanceof z.ZodArray) at = at.element as z.ZodType;
    else return [];
  }
  at = unwrap(at);
  if (at instanceof z.ZodObject) return Object.keys(at.shape);
  if (at instanceof z.ZodDiscriminatedUnion) {
    return [
      ...new Set(
        at.options.flatMap((option) => (option instanceof z.ZodObject ? Object.keys(option.shape) : [])),
      ),
    ];
  }
  return [];
}

function unwrap(schema: z.ZodType | undefined): z.ZodType | undefined {
  let at = schema;
  while (at instanceof z.ZodOptional || at instanceof z.ZodDefault || at instanceof z.ZodNullable) {
    at = at.unwrap() as z.ZodType;
  }
  return at;
}
