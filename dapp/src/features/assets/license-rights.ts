/** What a licence may allow, in the order in which it is shown. `bit` is the market contract's. */
export const LICENSE_RIGHTS = [
  { bit: 1, name: 'Use' },
  { bit: 2, name: 'Commercial' },
  { bit: 4, name: 'Derive' },
  { bit: 8, name: 'Resell' },
] as const;
