/** Contracts of the protocol, by the short names that the model uses. */
export type ContractName = 'assets' | 'market' | 'treasury' | 'nodes' | 'escrow' | 'disputes' | 'manager';

/** An event that a call has: which contract (or token) says it, its name and its arguments by name. */
export type Happening = { by: string; name: string; args: Readonly<Record<string, unknown>> };
