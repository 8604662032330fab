/** What went wrong between us and a content store. */
export type ContentProblem =
  /** Nobody answered at `url`. */
  | { code: 'unreachable'; url: string }
  /** The store answered that it has no such content. */
  | { code: 'missing'; cid: string }
  /** The store answered with an error of its own. */
  | { code: 'refused'; url: string; status: number; detail: string }
  /** The bytes are not the ones that were asked for. */
  | { code: 'mismatch'; cid: string; field: 'size' | 'sha256' | 'cid'; expected: string; actual: string }
  /** More bytes came than may. */
  | { code: 'too-large'; cid: string; limitBytes: number }
  /** The bytes are the right ones but no manifest. `detail` says where and why. */
  | { code: 'not-a-manifest'; cid: string; detail: string };

/** A content store failed, answered wrongly, or holds what must not be used. */
export class ContentError extends Error {
  override readonly name = 'ContentError';
  readonly problem: ContentProblem;

  constructor(problem: ContentProblem, options?: ErrorOptions) {
    super(sentence(problem), options);
    this.problem = problem;
  }
}

function sentence(problem: ContentProblem): string {
  switch (problem.code) {
    case 'unreachable':
      return `the content store at ${problem.url} does not answer`;
    case 'missing':
      return `the content store has no ${problem.cid}`;
    case 'refused':
      return `the content store refused ${problem.url} (${problem.status}): ${problem.detail}`;
    case 'mismatch':
      return `${problem.cid}: ${problem.field} is ${problem.actual}, should be ${problem.expected}`;
    case 'too-large':
      return `${problem.cid} is larger than ${problem.limitBytes} bytes`;
    case 'not-a-manifest':
      return `${problem.cid} is no manifest: ${problem.detail}`;
  }
}
