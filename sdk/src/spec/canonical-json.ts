import canonicalizeModule from 'canonicalize';

// The package's types describe an ES default export; at run time it is CommonJS, whose default is the function.
const canonicalize = canonicalizeModule as unknown as (value: unknown) => string | undefined;

/**
 * Canonical JSON (RFC 8785): sorted keys, shortest numbers, no white space.
 * Everything that is named by a digest is written this way first.
 *
 * @throws TypeError when `value` holds something JSON cannot carry (undefined at the root, NaN, a bigint).
 */
export function canonicalJson(value: unknown): string {
  const text = canonicalize(value);
  if (text === undefined) throw new TypeError('canonicalJson: the value has no JSON form');
  return text;
}
