import type { Hex } from 'viem';
import type { Call } from './call.ts';
import { NOBODY } from './hex.ts';
import { pairKey } from './world.ts';

/** An ERC-721 token's owner and the account approved for it. */
export type Owned = { owner: Hex; approved: Hex };
/** A collection of the protocol: its tokens, and who may act for all tokens of whom. */
export type Collection = {
  by: 'assets' | 'market';
  tokens: ReadonlyMap<bigint, Owned>;
  operators: Set<string>;
};

/** ERC-721 `transferFrom`. @returns the token when it moved, so that the caller can go on from there. */
export function transferFrom(
  call: Call,
  { by, tokens, operators }: Collection,
  from: Hex,
  to: Hex,
  id: bigint,
): void {
  call.require(to !== NOBODY, 'ERC721InvalidReceiver', to);
  const token = tokens.get(id);
  if (token === undefined) return call.refuse('ERC721NonexistentToken', id);
  const { owner, approved } = token;
  const mayMove = call.from === owner || call.from === approved || operators.has(pairKey(owner, call.from));
  call.require(mayMove, 'ERC721InsufficientApproval', call.from, id);
  call.require(from === owner, 'ERC721IncorrectOwner', from, id, owner);
  if (call.refused) return;
  token.owner = to;
  token.approved = NOBODY;
  call.emit(by, 'Transfer', { from, to, tokenId: id });
}

/** ERC-721 `approve`. */
export function approve(call: Call, { by, tokens, operators }: Collection, to: Hex, id: bigint): void {
  const token = tokens.get(id);
  if (token === undefined) return call.refuse('ERC721NonexistentToken', id);
  const mayApprove = call.from === token.owner || operators.has(pairKey(token.owner, call.from));
  call.require(mayApprove, 'ERC721InvalidApprover', call.from);
  if (call.refused) return;
  token.approved = to;
  call.emit(by, 'Approval', { owner: token.owner, approved: to, tokenId: id });
}

/** ERC-721 `setApprovalForAll`. */
export function setApprovalForAll(
  call: Call,
  { by, operators }: Collection,
  operator: Hex,
  approved: boolean,
): void {
  call.require(operator !== NOBODY, 'ERC721InvalidOperator', operator);
  if (call.refused) return;
  if (approved) operators.add(pairKey(call.from, operator));
  else operators.delete(pairKey(call.from, operator));
  call.emit(by, 'ApprovalForAll', { owner: call.from, operator, approved });
}
