/** What went wrong between us and an index. */
export type IndexProblem =
  /** Nobody answered. */
  | { code: 'unreachable' }
  /** Something answered, but not as GraphQL does. */
  | { code: 'not-graphql'; status: number }
  /** The index refused the query, or could not answer it. */
  | { code: 'query'; messages: readonly string[] };

/** An index could not answer a query. */
export class IndexError extends Error {
  override readonly name = 'IndexError';
  readonly url: string;
  readonly document: string;
  readonly problem: IndexProblem;

  constructor(facts: { url: string; document: string; problem: IndexProblem }, options?: ErrorOptions) {
    super(sentence(facts), options);
    this.url = facts.url;
    this.document = facts.document;
    this.problem = facts.problem;
  }
}

function sentence({
  url,
  document,
  problem,
}: {
  url: string;
  document: string;
  problem: IndexProblem;
}): string {
  switch (problem.code) {
    case 'unreachable':
      return `the index at ${url} does not answer`;
    case 'not-graphql':
      return `${url} answers with status ${problem.status}, but not as an index does`;
    case 'query':
      return `the index refused ${document}: ${problem.messages.join('; ')}`;
  }
}
