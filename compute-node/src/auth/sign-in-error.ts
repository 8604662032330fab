/** A sign-in message was refused, and why. */
export class SignInError extends Error {
  override readonly name = 'SignInError';
  readonly code: 'malformed' | 'wrong-domain' | 'wrong-chain' | 'nonce' | 'expired' | 'signature';

  constructor(code: SignInError['code'], message: string) {
    super(message);
    this.code = code;
  }
}
