import { Address, BigInt, Bytes, ethereum } from '@graphprotocol/graph-ts';
import { Activity, Asset, Job, License, Offer } from '../../generated/schema';
import { eventId } from '../id';

export function recordActivity(event: ethereum.Event, kind: string, account: Bytes): void {
  begin(event, kind, account).save();
}

export function recordAssetActivity(event: ethereum.Event, kind: string, account: Bytes, asset: Asset): void {
  const activity = begin(event, kind, account);
  activity.asset = asset.id;
  activity.save();
}

export function recordOfferActivity(event: ethereum.Event, kind: string, offer: Offer): void {
  const activity = begin(event, kind, offer.seller);
  activity.asset = offer.asset;
  activity.offer = offer.id;
  activity.amount = offer.price;
  activity.currency = offer.currency;
  activity.save();
}

export function recordLicenseActivity(
  event: ethereum.Event,
  kind: string,
  account: Bytes,
  license: License,
): void {
  const activity = begin(event, kind, account);
  activity.asset = license.asset;
  activity.offer = license.offer;
  activity.license = license.id;
  activity.save();
}

export function recordSaleActivity(
  event: ethereum.Event,
  kind: string,
  account: Bytes,
  license: License,
  amount: BigInt,
  currency: Bytes,
): void {
  const activity = begin(event, kind, account);
  activity.asset = license.asset;
  activity.offer = license.offer;
  activity.license = license.id;
  activity.amount = amount;
  activity.currency = currency;
  activity.save();
}

export function recordJobActivity(event: ethereum.Event, kind: string, account: Bytes, job: Job): void {
  const activity = begin(event, kind, account);
  activity.job = job.id;
  activity.asset = job.result;
  activity.save();
}

/** The money is in the job's currency. */
export function recordJobMoneyActivity(
  event: ethereum.Event,
  kind: string,
  account: Bytes,
  job: Job,
  amount: BigInt,
): void {
  const activity = begin(event, kind, account);
  activity.job = job.id;
  activity.amount = amount;
  activity.currency = job.currency;
  activity.save();
}

/** The money is a stake or a bond, in the native currency. */
export function recordDutyActivity(
  event: ethereum.Event,
  kind: string,
  account: Bytes,
  job: Job,
  amountWei: BigInt,
): void {
  const activity = begin(event, kind, account);
  activity.job = job.id;
  activity.amount = amountWei;
  activity.currency = Address.zero();
  activity.save();
}

export function recordMoneyActivity(
  event: ethereum.Event,
  kind: string,
  account: Bytes,
  amount: BigInt,
  currency: Bytes,
): void {
  const activity = begin(event, kind, account);
  activity.amount = amount;
  activity.currency = currency;
  activity.save();
}

function begin(event: ethereum.Event, kind: string, account: Bytes): Activity {
  const activity = new Activity(eventId(event));
  activity.kind = kind;
  activity.account = account;
  activity.happenedAt = event.block.timestamp;
  activity.happenedBlock = event.block.number;
  activity.happenedTx = event.transaction.hash;
  return activity;
}
