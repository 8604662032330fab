/** One thing wrong with a manifest: where and what. */
export type ManifestProblem = { path: string; message: string };

/** A manifest was refused. `problems` names every place; the message names the first. */
export class ManifestError extends Error {
  override readonly name = 'ManifestError';
  readonly problems: readonly ManifestProblem[];

  constructor(problems: readonly ManifestProblem[]) {
    const [first] = problems;
    const more = problems.length > 1 ? ` (and ${problems.length - 1} more)` : '';
    super(first ? `${first.path || 'manifest'}: ${first.message}${more}` : 'manifest refused');
    this.problems = problems;
  }
}
