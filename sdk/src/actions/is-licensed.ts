import type { Address } from 'viem';
import { readContract } from 'viem/actions';
import type { On, ReadClient } from '../contracts/clients.ts';
import { rightsMask } from '../contracts/rights.ts';
import type { Right } from '../contracts/rights.ts';
import { licenseMarketAbi } from '../generated/abi.ts';

/** Which licence, whose, for what. */
export type IsLicensedParameters = {
  licenseId: bigint;
  account: Address;
  /** Every one of them is needed. @default ['use'] */
  rights?: readonly Right[];
};

/** Whether an account holds a licence now that gives it these rights. */
export function isLicensed(
  client: ReadClient,
  { deployment, licenseId, account, rights = ['use'] }: On<IsLicensedParameters>,
): Promise<boolean> {
  return readContract(client, {
    abi: licenseMarketAbi,
    address: deployment.addresses.licenseMarket,
    functionName: 'isLicensed',
    args: [licenseId, account, rightsMask(rights)],
  });
}
