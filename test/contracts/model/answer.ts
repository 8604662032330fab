import { publishVersion, tightenPolicy } from './assets/own.ts';
import { register } from './assets/register.ts';
import type { Call } from './core/call.ts';
import { pause, unpause } from './core/pausing.ts';
import type { Collection } from './core/token-moves.ts';
import { approve, setApprovalForAll, transferFrom } from './core/token-moves.ts';
import type { World } from './core/world.ts';
import { mintResult } from './jobs/mint-result.ts';
import { cancel, claim, submit } from './jobs/open-jobs.ts';
import { audit, failAudit } from './disputes/answer-audit.ts';
import { challenge, challengeDelivery } from './disputes/challenge.ts';
import { closeAudits, postAuditKeys } from './disputes/close-audits.ts';
import { drawAudits } from './disputes/draw-audits.ts';
import { drawJury, postKeys } from './disputes/draw-jury.ts';
import { open } from './disputes/open.ts';
import { resolve } from './disputes/resolve.ts';
import { commit, reveal } from './disputes/vote.ts';
import { hire } from './jobs/hire.ts';
import { request } from './jobs/request.ts';
import { setParameters } from './jobs/set-parameters.ts';
import { accept, expire, finalize, releaseBond } from './jobs/settle.ts';
import { buyWithVoucher } from './market/buy-with-voucher.ts';
import { buy, buyWithPermit } from './market/buy.ts';
import * as offers from './market/offers.ts';
import { redeem } from './market/redeem.ts';
import { renew, renewWithPermit } from './market/renew.ts';
import { assignSeat, clearSeat, setUser } from './market/seats.ts';
import { licenseTokens, transferLicense } from './market/transfer-license.ts';
import * as governNodes from './nodes/govern-nodes.ts';
import { registerNode, updateNode } from './nodes/register-node.ts';
import { clearTickets, joinClass, leaveClass, renewTickets } from './nodes/serve.ts';
import { addStake, unbond, withdrawStake } from './nodes/stake.ts';
import * as token from './token.ts';
import { allowCurrency, withdraw, withdrawFees } from './treasury/withdraw.ts';

type Answer = (call: Call, ...args: never[]) => unknown;

const assets = ({ assets: { assets: tokens, operators } }: World): Collection => ({
  by: 'assets',
  tokens,
  operators,
});

/** What the model answers to each external function that changes something. */
export const ANSWERS: Readonly<Record<string, Answer>> = {
  'assets.register': register,
  'assets.publishVersion': publishVersion,
  'assets.tightenPolicy': tightenPolicy,
  'assets.transferFrom': (call, ...args: [`0x${string}`, `0x${string}`, bigint]) =>
    transferFrom(call, assets(call.world), ...args),
  'assets.approve': (call, ...args: [`0x${string}`, bigint]) => approve(call, assets(call.world), ...args),
  'assets.setApprovalForAll': (call, ...args: [`0x${string}`, boolean]) =>
    setApprovalForAll(call, assets(call.world), ...args),
  'assets.pause': (call) => pause(call, 'assets'),
  'assets.unpause': (call) => unpause(call, 'assets'),

  'market.offer': offers.offer,
  'market.closeOffer': offers.closeOffer,
  'market.cancelNonces': offers.cancelNonces,
  'market.setFee': offers.setFee,
  'market.buy': buy,
  'market.buyWithPermit': buyWithPermit,
  'market.buyWithVoucher': buyWithVoucher,
  'market.renew': renew,
  'market.renewWithPermit': renewWithPermit,
  'market.assignSeat': assignSeat,
  'market.clearSeat': clearSeat,
  'market.setUser': setUser,
  'market.redeem': redeem,
  'market.transferFrom': transferLicense,
  'market.approve': (call, ...args: [`0x${string}`, bigint]) => approve(call, licenseTokens(call), ...args),
  'market.setApprovalForAll': (call, ...args: [`0x${string}`, boolean]) =>
    setApprovalForAll(call, licenseTokens(call), ...args),
  'market.pause': (call) => pause(call, 'market'),
  'market.unpause': (call) => unpause(call, 'market'),

  'treasury.withdraw': withdraw,
  'treasury.withdrawFees': withdrawFees,
  'treasury.allowCurrency': allowCurrency,
  'token.mint': token.mint,
  'token.approve': token.approve,

  'nodes.register': registerNode,
  'nodes.update': updateNode,
  'nodes.addStake': addStake,
  'nodes.joinClass': joinClass,
  'nodes.leaveClass': leaveClass,
  'nodes.renewTickets': renewTickets,
  'nodes.clearTickets': clearTickets,
  'nodes.unbond': unbond,
  'nodes.withdrawStake': withdrawStake,
  'nodes.setClassStatus': governNodes.setClassStatus,
  'nodes.setMinStake': governNodes.setMinStake,
  'nodes.setTicketUnit': governNodes.setTicketUnit,
  'nodes.setMinTicketAge': governNodes.setMinTicketAge,
  'nodes.setUnbondingTime': governNodes.setUnbondingTime,
  'nodes.pause': (call) => pause(call, 'nodes'),
  'nodes.unpause': (call) => unpause(call, 'nodes'),

  'escrow.request': request,
  'escrow.hire': hire,
  'escrow.setParameters': setParameters,
  'escrow.cancel': cancel,
  'escrow.claim': claim,
  'escrow.submit': submit,
  'escrow.accept': accept,
  'escrow.finalize': finalize,
  'escrow.releaseBond': releaseBond,
  'escrow.expire': expire,
  'escrow.mintResult': mintResult,
  'disputes.drawAudits': drawAudits,
  'disputes.postAuditKeys': postAuditKeys,
  'disputes.audit': audit,
  'disputes.failAudit': failAudit,
  'disputes.closeAudits': closeAudits,
  'disputes.challenge': challenge,
  'disputes.challengeDelivery': challengeDelivery,
  'disputes.open': open,
  'disputes.drawJury': drawJury,
  'disputes.postKeys': postKeys,
  'disputes.commit': commit,
  'disputes.reveal': reveal,
  'disputes.resolve': resolve,

  'escrow.pause': (call) => pause(call, 'escrow'),
  'escrow.unpause': (call) => unpause(call, 'escrow'),
};
