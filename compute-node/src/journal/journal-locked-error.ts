/** Another process has the journal open. Two nodes on one journal would submit twice. */
export class JournalLockedError extends Error {
  override readonly name = 'JournalLockedError';
  readonly path: string;

  constructor(path: string, options?: ErrorOptions) {
    super(`the journal ${path} is in use by another node; stop that one first`, options);
    this.path = path;
  }
}
