import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { buyLicense, eventIn, makeOffer, readOfferTerms } from '@cultivar/sdk';
import { licenseMarketAbi, treasuryAbi } from '@cultivar/sdk/abi';
import { parseEther } from 'viem';
import { mined } from '../mined.ts';
import type { Flow } from './flow.ts';

/** What a licence of the adapter costs. */
const PRICE = parseEther('0.02');
/** `ITreasury.Reason.Royalty`. */
const ROYALTY = 1;

/** The requester's offer of an adapter: the one made before, or a new one. @returns its id */
export async function ensureOffer(flow: Flow, assetId: bigint): Promise<bigint> {
  const { settings, deployment, clients, content, signal } = flow;
  const seller = clients.requester.account.address;
  const [made] = await clients.reader.getContractEvents({
    address: deployment.addresses.licenseMarket,
    abi: licenseMarketAbi,
    eventName: 'OfferMade',
    args: { assetId, seller },
    fromBlock: BigInt(deployment.startBlock),
    strict: true,
  });
  if (made) return made.args.offerId;
  const text = await readFile(join(settings.root, 'scripts/start/data/standard-license.md'));
  const { sha256: textDigest } = await content.putBytes(text, { signal });
  const sent = makeOffer(clients.requester, {
    deployment,
    assetId,
    seller,
    price: PRICE,
    rights: ['use', 'commercial'],
    textDigest,
  });
  const receipt = await mined(clients.reader, 'offering a licence', sent);
  return eventIn(deployment, receipt, 'licenseMarket', 'OfferMade').offerId;
}

/** A licence that the buyer holds. */
export type BoughtLicense = { licenseId: bigint; priceWei: bigint; royaltyWei: bigint };

/** The buyer's licence under an offer: the one bought before, or a new one. */
export async function ensureLicense(flow: Flow, offerId: bigint): Promise<BoughtLicense> {
  const { deployment, clients } = flow;
  const buyer = clients.buyer.account.address;
  const terms = await readOfferTerms(clients.reader, { deployment, offerId });
  const find = async () => {
    const [bought] = await clients.reader.getContractEvents({
      address: deployment.addresses.licenseMarket,
      abi: licenseMarketAbi,
      eventName: 'LicenseBought',
      args: { offerId, recipient: buyer },
      fromBlock: BigInt(deployment.startBlock),
      strict: true,
    });
    return bought?.args;
  };
  let bought = await find();
  if (!bought) {
    const sent = buyLicense(clients.buyer, { deployment, offerId, terms, recipient: buyer });
    const receipt = await mined(clients.reader, 'buying a licence', sent);
    bought = eventIn(deployment, receipt, 'licenseMarket', 'LicenseBought');
  }
  const { licenseId, price } = bought;
  return { licenseId, priceWei: price, royaltyWei: await royaltyOf(flow, licenseId) };
}

/** What a sale has brought the owner of the base model. */
async function royaltyOf({ deployment, clients }: Flow, licenseId: bigint): Promise<bigint> {
  const credits = await clients.reader.getContractEvents({
    address: deployment.addresses.treasury,
    abi: treasuryAbi,
    eventName: 'Credited',
    args: { account: clients.publisher.account.address, reason: ROYALTY },
    fromBlock: BigInt(deployment.startBlock),
    strict: true,
  });
  return credits
    .filter(({ args }) => args.source === licenseId)
    .reduce((sum, { args }) => sum + args.amount, 0n);
}
