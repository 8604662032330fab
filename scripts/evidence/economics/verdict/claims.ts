/** A promise: up to a share of colluding stake no attack pays, on jobs with so many audits and up to a price. */
export type Claim = { share: number; audits: number; maxPrice: number };

/** What the shipped parameters are held to, prices in juror fees. */
export const CLAIMS: readonly Claim[] = [
  { share: 1 / 4, audits: 1, maxPrice: 100 },
  { share: 1 / 4, audits: 4, maxPrice: 100 },
  { share: 1 / 3, audits: 2, maxPrice: 50 },
];
