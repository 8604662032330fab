import {
  assetRegistryAbi,
  disputesAbi,
  jobEscrowAbi,
  licenseMarketAbi,
  nodeRegistryAbi,
  treasuryAbi,
} from '@cultivar/sdk/abi';
import type { Config } from '../../lib/config.ts';
import type { KnownContract } from './describe-call.ts';

/** The contracts whose calls this app can read back. */
export function knownContracts(addresses: Config['addresses']): KnownContract[] {
  return [
    { name: 'AssetRegistry', address: addresses.assetRegistry, abi: assetRegistryAbi },
    { name: 'LicenseMarket', address: addresses.licenseMarket, abi: licenseMarketAbi },
    { name: 'Treasury', address: addresses.treasury, abi: treasuryAbi },
    { name: 'NodeRegistry', address: addresses.nodeRegistry, abi: nodeRegistryAbi },
    { name: 'JobEscrow', address: addresses.jobEscrow, abi: jobEscrowAbi },
    { name: 'Disputes', address: addresses.disputes, abi: disputesAbi },
  ];
}
