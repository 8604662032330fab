import { erc721Abi, getContract, parseAbi } from 'viem';
import type { Address } from 'viem';
import type { Contract, Wallet } from '../contract.ts';
import type { Protocol } from '../protocol.ts';

/** What the ERCs say, and the errors of ERC-6093. */
export const STANDARD_ABI = [
  ...erc721Abi,
  ...parseAbi([
    'function supportsInterface(bytes4 interfaceId) view returns (bool)',
    'function royaltyInfo(uint256 tokenId, uint256 salePrice) view returns (address receiver, uint256 amount)',
    'function setUser(uint256 tokenId, address user, uint64 expires)',
    'function userOf(uint256 tokenId) view returns (address)',
    'function userExpires(uint256 tokenId) view returns (uint256)',
    'function expiresAt(uint256 tokenId) view returns (uint64)',
    'function isRenewable(uint256 tokenId) view returns (bool)',
    'event MetadataUpdate(uint256 _tokenId)',
    'event UpdateUser(uint256 indexed tokenId, address indexed user, uint64 expires)',
    'event SubscriptionUpdate(uint256 indexed tokenId, uint64 expiration)',
    'error ERC721InvalidOwner(address owner)',
    'error ERC721NonexistentToken(uint256 tokenId)',
    'error ERC721IncorrectOwner(address sender, uint256 tokenId, address owner)',
    'error ERC721InvalidReceiver(address receiver)',
    'error ERC721InsufficientApproval(address operator, uint256 tokenId)',
    'error ERC721InvalidApprover(address approver)',
    'error ERC721InvalidOperator(address operator)',
  ]),
] as const;

/** A token of the contract under test, which its owner may transfer. */
export type TokenCase = {
  token: Contract<typeof STANDARD_ABI>;
  tokenId: bigint;
  /** Of the two tokens there are. */
  owner: Wallet;
  operator: Wallet;
  stranger: Wallet;
};

/** The contract at an address, as the ERCs see it. */
export function standardToken(p: Protocol, address: Address): TokenCase['token'] {
  return getContract({
    address,
    abi: STANDARD_ABI,
    client: { public: p.publicClient, wallet: p.accounts.deployer },
  });
}
