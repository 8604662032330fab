import type { Address } from 'viem';
import { readContract } from 'viem/actions';
import type { On, ReadClient } from '../contracts/clients.ts';
import { rightsIn } from '../contracts/rights.ts';
import type { Right } from '../contracts/rights.ts';
import { licenseMarketAbi } from '../generated/abi.ts';

/** A licence as the chain has it. */
export type LicenseFacts = {
  owner: Address;
  assetId: bigint;
  offerId: bigint;
  /** Its number within the offer. */
  serial: number;
  rights: Right[];
  /** In seconds. */
  startsAt: number;
  /** In seconds; undefined = good for ever. */
  expiresAt: bigint | undefined;
};

/**
 * Reads a licence.
 *
 * @throws ContractFunctionExecutionError of viem when there is none of that id.
 */
export async function readLicense(
  client: ReadClient,
  { deployment, licenseId }: On<{ licenseId: bigint }>,
): Promise<LicenseFacts> {
  const contract = { abi: licenseMarketAbi, address: deployment.addresses.licenseMarket } as const;
  const [license, owner, expiresAt] = await Promise.all([
    readContract(client, { ...contract, functionName: 'licenseOf', args: [licenseId] }),
    readContract(client, { ...contract, functionName: 'ownerOf', args: [licenseId] }),
    readContract(client, { ...contract, functionName: 'expiresAt', args: [licenseId] }),
  ]);
  return {
    owner,
    assetId: license.assetId,
    offerId: license.offerId,
    serial: license.serial,
    rights: rightsIn(license.rights),
    startsAt: license.start,
    expiresAt: expiresAt === 0n ? undefined : expiresAt,
  };
}
