/** A source does not have the model, or cannot be reached. The message is a clause for a person to read. */
export class Miss extends Error {
  override readonly name = 'Miss';
}

/** What went wrong with a connection, in a few words. */
export function connectionProblem(error: unknown): string {
  if (error instanceof Miss) return error.message;
  const { name, message, cause } = error as Error & { cause?: { code?: string; message?: string } };
  if (name === 'TimeoutError') return 'does not answer';
  if (cause?.code === 'ENOTFOUND' || cause?.code === 'EAI_AGAIN') return 'cannot be reached (no network)';
  if (cause?.code) return `cannot be reached (${cause.code})`;
  const { statusCode } = error as { statusCode?: number };
  if (statusCode !== undefined) return `answers with status ${statusCode}`;
  return (cause?.message ?? message).split('\n')[0]!.slice(0, 160);
}
