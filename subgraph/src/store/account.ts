import { BigInt, Bytes, ethereum } from '@graphprotocol/graph-ts';
import { Account } from '../../generated/schema';
import { isDutyPay } from '../words';
import { countAccount } from './protocol';

export function getAccount(address: Bytes, event: ethereum.Event): Account {
  const known = Account.load(address);
  if (known !== null) return known;
  const account = new Account(address);
  account.firstSeenAt = event.block.timestamp;
  account.createdAssetCount = 0;
  account.ownedAssetCount = 0;
  account.licenseCount = 0;
  account.jobCount = 0;
  account.earnedWei = BigInt.zero();
  account.spentWei = BigInt.zero();
  account.save();
  countAccount();
  return account;
}

export function countCreatedAsset(creator: Account): void {
  creator.createdAssetCount += 1;
  creator.ownedAssetCount += 1;
  creator.save();
}

export function moveAsset(from: Bytes, to: Bytes, event: ethereum.Event): void {
  const giver = getAccount(from, event);
  giver.ownedAssetCount -= 1;
  giver.save();
  const taker = getAccount(to, event);
  taker.ownedAssetCount += 1;
  taker.save();
}

export function countLicenses(owner: Account, change: i32): void {
  owner.licenseCount += change;
  owner.save();
}

export function countSpent(buyer: Bytes, amountWei: BigInt, event: ethereum.Event): void {
  const account = getAccount(buyer, event);
  account.spentWei = account.spentWei.plus(amountWei);
  account.save();
}

/** Sales, royalties and pay count; what comes back does not. */
export function countEarned(account: Account, reason: string, amountWei: BigInt): void {
  if (reason != 'SALE' && reason != 'ROYALTY' && reason != 'JOB_PAYMENT' && !isDutyPay(reason)) return;
  account.earnedWei = account.earnedWei.plus(amountWei);
  account.save();
}

export function countJob(requester: Account): void {
  requester.jobCount += 1;
  requester.save();
}

export function setNode(account: Account): void {
  account.node = account.id;
  account.save();
}
