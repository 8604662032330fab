/** Accounts are mixed case on one side and lower case on the other: the same bytes. */
export function lowerCased<T>(value: T): T {
  if (typeof value === 'string') return value.toLowerCase() as T;
  if (Array.isArray(value)) return value.map(lowerCased) as T;
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([key, field]) => [key, lowerCased(field)])) as T;
}
