import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { askIndex } from '../support/ask-index.ts';
import { injectWallet } from '../support/injected-wallet.ts';
import { openVisits, shoot } from '../support/open-visits.ts';
import type { Visits } from '../support/open-visits.ts';
import { runningDapp } from '../support/running-dapp.ts';
import type { RunningDapp } from '../support/running-dapp.ts';

/** Index in the public mnemonic of a visitor who plays no role in the main job. */
const VISITOR = 9;
const WIDTHS = [1440, 390] as const;

let dapp: RunningDapp;
let visits: Visits;

beforeAll(async () => {
  dapp = await runningDapp();
  visits = await openVisits();
});
afterAll(async () => visits?.close());

describe('a visitor with a browser', () => {
  it('connects a wallet, declines once, buys a licence and finds it among what is theirs', async () => {
    const { offers } = await askIndex<{ offers: { asset: { assetId: string } }[] }>(
      dapp.config.graphqlUrl,
      '{ offers(where: { isOpen: true }, first: 1) { asset { assetId } } }',
    );
    expect(offers).not.toHaveLength(0);
    await visit(async (page, width) => {
      const wallet = await injectWallet(page, { ...dapp.config, index: VISITOR });
      await page.goto(`${dapp.url}/a/${dapp.config.chainId}:${offers[0]!.asset.assetId}`);
      await page.getByRole('button', { name: 'Review and buy' }).first().click();
      await page.getByRole('button', { name: /Browser wallet/ }).click();
      await page.getByRole('button', { name: 'Test Wallet' }).click();

      const review = page.getByRole('dialog', { name: /^Buy/ });
      await review.getByText('You pay at most').waitFor();
      await shoot(page, `review-${width}`);
      wallet.declineNext();
      await review.getByRole('button', { name: 'Sign in wallet' }).click();
      await expect
        .poll(() => wallet.requests.filter((method) => method === 'eth_sendTransaction').length)
        .toBe(1);
      await review.getByRole('button', { name: 'Sign in wallet' }).click();
      await review.getByText('The licence is yours').waitFor();
      await shoot(page, `bought-${width}`);

      await review.getByRole('link', { name: 'Open' }).click();
      await page.getByRole('heading', { name: 'Yours', level: 1 }).waitFor();
      await expect
        .poll(() =>
          page
            .getByRole('region', { name: 'Licences' })
            .getByText(/bought/)
            .count(),
        )
        .toBeGreaterThan(0);
      await shoot(page, `my-${width}`);
      await page.reload();
      await page
        .getByRole('region', { name: 'Licences' })
        .getByText(/bought/)
        .first()
        .waitFor();
    });
  });

  it('sees the whole loss curve of a run, and again after a reload', async () => {
    const { jobs } = await askIndex<{ jobs: { jobId: string }[] }>(
      dapp.config.graphqlUrl,
      '{ jobs(where: { state: SETTLED, mode: ACCEPT }, first: 1, orderBy: jobId, orderDirection: asc) { jobId } }',
    );
    expect(jobs).not.toHaveLength(0);
    const id = `${dapp.config.chainId}:${jobs[0]!.jobId}`;
    const response = await fetch(`${dapp.config.nodeUrl}/jobs/${id}/events`, {
      headers: { accept: 'application/json' },
    });
    const steps = await lastStep(response);
    await visit(async (page, width) => {
      await page.goto(`${dapp.url}/train/${id}`);
      const curve = page.getByRole('img', { name: /training loss .* held-out loss fell/i });
      await curve.waitFor();
      await expect.poll(() => page.locator('.run-now').innerText()).toContain(`${steps} of ${steps}`);
      await page.getByText('Trusted').first().waitFor();
      await shoot(page, `run-${width}`);
      await page.reload();
      await curve.waitFor();
      expect(await page.locator('.run-now').innerText()).toContain(`${steps} of ${steps}`);
    });
  });

  it('asks base and adapter the same question and reads both answers as they come', async () => {
    await visit(async (page, width) => {
      await page.goto(`${dapp.url}/playground`);
      await page.getByLabel('Message').fill('What is 12 + 30?');
      await page.getByLabel('Message').press('Enter');
      // The caret stands only while an answer streams.
      await page.locator('.caret').first().waitFor();
      await expect
        .poll(() => page.locator('.msg-foot', { hasText: /\d+ tok/ }).count(), { timeout: 120_000 })
        .toBe(2);
      await shoot(page, `playground-${width}`);
      const answers = await page.locator('.msg:not(.msg-user)').allInnerTexts();
      expect(answers.every((text) => text.trim().length > 0)).toBe(true);
    });
  });
});

/** Makes a visit at each width. */
async function visit(act: (page: Page, width: number) => Promise<void>): Promise<void> {
  for (const width of WIDTHS) await visits.visit(width, (page) => act(page, width));
}

async function lastStep(response: Response): Promise<number> {
  const value = (await response.json()) as
    { events?: { type: string; step?: number }[] } | { type: string; step?: number }[];
  const events = Array.isArray(value) ? value : (value.events ?? []);
  return events.filter(({ type }) => type === 'step').at(-1)?.step ?? 0;
}
