/** The contracts do not do what the model says. */
export class DifferenceError extends Error {
  override readonly name = 'DifferenceError';

  constructor(what: string, expected: readonly string[], actual: readonly string[]) {
    const lines = [
      what,
      'the model says:',
      ...expected.map(indent),
      'the contracts say:',
      ...actual.map(indent),
    ];
    super(lines.join('\n'));
  }
}

const indent = (line: string): string => `  ${line}`;
