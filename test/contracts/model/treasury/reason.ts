/** `ITreasury.Reason`. */
export const REASON = {
  Sale: 0n,
  Royalty: 1n,
  ProtocolFee: 2n,
  JobPayment: 3n,
  JobRefund: 4n,
  Unstaked: 5n,
  Slash: 6n,
  Burn: 7n,
  AuditFee: 8n,
  JuryFee: 9n,
  Bounty: 10n,
  ChallengeBond: 11n,
  LostBond: 12n,
} as const;
