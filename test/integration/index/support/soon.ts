/** A file is fetched after its block: it may come a little later. */
export const SOON = { timeout: 30_000 };
