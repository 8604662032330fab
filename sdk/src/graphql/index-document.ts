/** A GraphQL query together with the types of its answer and its variables. */
export type IndexDocument<Result, Variables> = {
  /** Name of the operation. */
  readonly name: string;
  /** The query with every fragment that it needs. */
  readonly text: string;
  /** Carries the types; never there at run time. */
  readonly types?: (variables: Variables) => Result;
};
