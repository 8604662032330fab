/** The dApp's configuration cannot be used. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
  readonly url: string;
  readonly reason: string;

  constructor(url: string, reason: string, options?: ErrorOptions) {
    super(`${url} cannot be used: ${reason}`, options);
    this.url = url;
    this.reason = reason;
  }
}
