import type { Problem } from '@cultivar/sdk';

/** An error that is an answer: thrown in a route, sent as RFC 9457 problem details. */
export class ProblemError extends Error {
  override readonly name = 'ProblemError';
  readonly status: number;
  readonly code: string;
  readonly title: string;
  readonly errors: Problem['errors'];

  /** @param code Stable kebab-case name; the problem's type is `urn:cultivar:error:<code>`. */
  constructor(status: number, code: string, title: string, detail: string, errors?: Problem['errors']) {
    super(detail);
    this.status = status;
    this.code = code;
    this.title = title;
    this.errors = errors;
  }
}
