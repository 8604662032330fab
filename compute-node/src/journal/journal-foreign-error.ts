/** The journal belongs to another chain or another deployment than the one configured. */
export class JournalForeignError extends Error {
  override readonly name = 'JournalForeignError';
  readonly expected: string;
  readonly found: string;

  constructor(expected: string, found: string) {
    super(`the journal belongs to ${found}, not to ${expected}; use another folder`);
    this.expected = expected;
    this.found = found;
  }
}
