/** The configuration is wrong: where and why. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
  readonly problems: readonly { path: string; message: string }[];

  constructor(problems: readonly { path: string; message: string }[]) {
    super(problems.map(({ path, message }) => `${path}: ${message}`).join('; '));
    this.problems = problems;
  }
}
