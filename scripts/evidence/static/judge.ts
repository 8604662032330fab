/** What slither has found. */
export type Finding = {
  /** Name of the detector. */
  check: string;
  impact: string;
  /** `Contract.member`, or the file. */
  place: string;
  description: string;
};

/** A finding that stays, or all of a detector when no place is named. */
export type Acceptance = { check: string; place?: string; reason: string };

/** Findings without an acceptance, and acceptances by whether anything needs them. */
export function judge(findings: readonly Finding[], accepted: readonly Acceptance[]) {
  const matches = (finding: Finding, { check, place }: Acceptance) =>
    finding.check === check && (place === undefined || finding.place === place);
  const counted = accepted.map((acceptance) => ({
    ...acceptance,
    count: findings.filter((finding) => matches(finding, acceptance)).length,
  }));
  return {
    open: findings.filter((finding) => !accepted.some((acceptance) => matches(finding, acceptance))),
    used: counted.filter(({ count }) => count > 0),
    unused: counted.filter(({ count }) => count === 0),
  };
}
