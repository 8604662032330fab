/** EIP-1193: the person said no. */
const USER_REJECTED = 4001;
/** WalletConnect's word for the same. */
const USER_REJECTED_WC = 5000;

/** Whether an error of a wallet, or what caused it, only means that the person declined. */
export function isDeclined(error: unknown): boolean {
  for (let at = error; typeof at === 'object' && at !== null; at = (at as { cause?: unknown }).cause) {
    const { code, name } = at as { code?: unknown; name?: unknown };
    if (code === USER_REJECTED || code === USER_REJECTED_WC || name === 'UserRejectedRequestError')
      return true;
  }
  return false;
}
