import { readCredit, withdrawCredit } from '@cultivar/sdk';
import {
  accountEntityId,
  accountPageDocument,
  activityFeedDocument,
  jobListDocument,
  licenseListDocument,
  nodeListDocument,
  nodePageDocument,
} from '@cultivar/sdk/graphql';
import { expect, it } from 'vitest';
import type { IndexStage } from './support/index-stage.ts';

/** What the index tells of accounts, nodes and the past, after the jobs. */
export function accountCases(stage: IndexStage): void {
  it('agrees with the chain on what everybody may withdraw', async () => {
    const { market, publisher, requester, node } = stage;
    const { deployment } = market;
    for (const wallet of [publisher, requester, node]) {
      const account = wallet.account.address;
      const { account: indexed } = await market.ask(accountPageDocument, { id: accountEntityId(account) });
      const balance = await readCredit(market.reader, { deployment, account });
      expect(indexed!.credits.map((credit) => BigInt(credit.balance))).toEqual([balance]);
    }
    const recipient = node.account.address;
    const amount = await readCredit(market.reader, { deployment, account: recipient });
    await market.mined(await withdrawCredit(node, { deployment, recipient, amount }));
    await market.caughtUp();
    const { account } = await market.ask(accountPageDocument, { id: accountEntityId(recipient) });
    expect(account).toMatchObject({
      earnedWei: amount.toString(),
      credits: [{ balance: '0', withdrawn: amount.toString() }],
      withdrawals: [{ amount: amount.toString() }],
    });
  });

  it('tells what happened, the newest first, and which nodes there are', async () => {
    const { market, buyer } = stage;
    const { activities } = await market.ask(activityFeedDocument, { first: 100 });
    const kinds = activities.map(({ kind }) => kind);
    expect(kinds[0]).toBe('CREDIT_WITHDRAWN');
    expect(kinds).toEqual(
      expect.arrayContaining(['NODE_REGISTERED', 'JOB_SETTLED', 'RESULT_MINTED', 'LICENSE_BOUGHT']),
    );
    const { nodes } = await market.ask(nodeListDocument, {});
    expect(nodes).toMatchObject([{ claimedJobCount: 1, settledJobCount: 1, runningJobCount: 0 }]);
    const { node: page } = await market.ask(nodePageDocument, { id: nodes[0]!.id });
    expect(page!.jobs).toMatchObject([{ state: 'SETTLED' }]);
    const { jobs } = await market.ask(jobListDocument, { where: { state: 'OPEN' } });
    expect(jobs).toHaveLength(2);
    const owner = buyer.account.address.toLowerCase();
    expect((await market.ask(licenseListDocument, { where: { owner } })).licenses).toHaveLength(1);
  });
}
