/** The bits of a licence's rights. */
export const RIGHTS = { use: 1, commercial: 2, derive: 4, transfer: 8 } as const;
/** A right that a licence may give. */
export type Right = keyof typeof RIGHTS;

/** The mask that holds these rights. */
export function rightsMask(rights: readonly Right[]): number {
  return rights.reduce((mask, right) => mask | RIGHTS[right], 0);
}

/** The rights in a mask, USE first; bits that nobody knows are left out. */
export function rightsIn(mask: number): Right[] {
  return (Object.keys(RIGHTS) as Right[]).filter((right) => (mask & RIGHTS[right]) !== 0);
}
