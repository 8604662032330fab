/** Nothing that speaks for a node answers at an address. */
export class NodeSilentError extends Error {
  override readonly name = 'NodeSilentError';
  readonly url: string;

  constructor(url: string, options: ErrorOptions) {
    super(`no node answers at ${url}; is it running, and is --url its address?`, options);
    this.url = url;
  }
}
