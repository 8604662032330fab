import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { AxeResults } from 'axe-core';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildDapp } from './support/build-dapp.ts';
import type { BuiltDapp } from './support/build-dapp.ts';
import { startContentDouble } from './support/content-double.ts';
import type { ContentDouble } from './support/content-double.ts';
import { startIndexDouble } from './support/index-double.ts';
import type { IndexDouble } from './support/index-double.ts';
import { launchBrowser, PATIENCE_MS } from './support/launch-browser.ts';
import { addDisputes } from './support/market/add-disputes.ts';
import { addSeats } from './support/market/add-seats.ts';
import { marketFixture } from './support/market-fixture.ts';
import { startNodeDouble } from './support/node-double.ts';
import type { NodeDouble } from './support/node-double.ts';
import { nodeFixture } from './support/node-fixture.ts';
import { startPageServer } from './support/page-server.ts';
import type { PageServer } from './support/page-server.ts';
import { testConfig } from './support/test-config.ts';

const AXE = createRequire(import.meta.url).resolve('axe-core/axe.min.js');
const RUN = '41337:3';
const ROUTES = [
  '/train',
  '/train/new',
  `/train/${RUN}`,
  '/train/41337:999',
  '/playground',
  '/activity',
  '/my',
  '/l/41337:8-1',
  '/voucher#voucher1.nothing',
  '/operator',
];

let built: BuiltDapp;
let browser: Browser;
let index: IndexDouble;
let content: ContentDouble;
let node: NodeDouble;
let server: PageServer;

beforeAll(async () => {
  [built, browser] = await Promise.all([buildDapp(), launchBrowser()]);
  const nowSeconds = Math.floor(Date.now() / 1000);
  const fixture = marketFixture(nowSeconds, 0);
  addDisputes(fixture.entities, 3, nowSeconds);
  addSeats(fixture.entities, 8, nowSeconds);
  index = await startIndexDouble(fixture.entities);
  content = await startContentDouble(fixture.content);
  node = await startNodeDouble(nodeFixture(RUN, Date.now()));
  const urls = { graphqlUrl: index.url, contentUrl: content.url, nodeUrl: node.url };
  server = await startPageServer(built.folder, testConfig(urls));
}, 300_000);
afterAll(async () => {
  await browser.close();
  await Promise.all([server.close(), index.close(), content.close(), node.close(), built.remove()]);
});

async function visit(path: string, act: (page: Page) => Promise<void>, width = 1440): Promise<void> {
  const context: BrowserContext = await browser.newContext({
    viewport: { width, height: 900 },
    bypassCSP: true,
    // A control in the middle of a fade has colours that it never rests in.
    reducedMotion: 'reduce',
  });
  context.setDefaultTimeout(PATIENCE_MS);
  const page = await context.newPage();
  const problems: string[] = [];
  page.on('pageerror', (error) => problems.push(error.message));
  try {
    await page.goto(server.url + path);
    await act(page);
    expect(problems).toEqual([]);
  } finally {
    await context.close();
  }
}

describe.each([1440, 390])('at %d px', (width) => {
  it.each(ROUTES)('%s has nothing that axe objects to and does not scroll sideways', async (path) => {
    await visit(
      path,
      async (page) => {
        await page.locator('h1').first().waitFor();
        await expect.poll(() => page.locator('.skel').count()).toBe(0);
        await page.evaluate(await readFile(AXE, 'utf8'));
        const found = await page.evaluate(
          async () =>
            (await (globalThis as unknown as { axe: { run(): Promise<AxeResults> } }).axe.run()).violations,
        );
        expect(found.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
        expect(
          await page.evaluate(() => document.documentElement.scrollWidth - innerWidth),
        ).toBeLessThanOrEqual(0);
      },
      width,
    );
  });
});

describe('the run page', () => {
  it('draws the curve from what it kept when the node no longer answers', async () => {
    await visit(`/train/${RUN}`, async (page) => {
      const curve = page.getByRole('img', { name: /training loss fell .* held-out loss fell/i });
      await curve.waitFor();
      await page.route(`${node.url}/**`, (route) => route.abort());
      await page.reload();
      await curve.waitFor();
      await page.getByText('Reconnecting').waitFor();
      await page
        .getByText(/does not answer/)
        .first()
        .waitFor();
    });
  });
});

describe('a disputed run', () => {
  it('shows its audits and challenges with their clocks, and lets anyone challenge a leaf', async () => {
    await visit(`/train/${RUN}`, async (page) => {
      const panel = page.locator('section', {
        has: page.getByRole('heading', { name: 'Audits and challenges' }),
      });
      await panel.getByText('1 of 2 audits passed').waitFor();
      await panel.getByText('The step to leaf 1, challenged').waitFor();
      await panel.getByText('3 of 5 jurors have committed').waitFor();
      await panel.getByText(/^11 h.* left$/).waitFor();
      await panel.getByText('The jury found the result right; the challenger pays.').waitFor();
      await panel.getByRole('button', { name: 'Challenge the result' }).click();
      const form = page.getByRole('dialog', { name: 'Challenge the result' });
      await form.getByRole('radio', { name: /^A step/ }).check();
      expect(await form.getByRole('radio').count()).toBe(3);
      await form.getByLabel('Leaf', { exact: true }).fill('9');
      await form.getByRole('button', { name: 'Review the challenge' }).click();
      await form.getByText('A whole number from 1 to 3').waitFor();
      await form.getByLabel('Leaf', { exact: true }).fill('2');
      await form.getByRole('button', { name: 'Review the challenge' }).click();
      await page.getByRole('dialog', { name: /Connect|wallet/i }).waitFor();
    });
  });

  it('is among the duties of a node that was drawn, with what is due first', async () => {
    await visit('/operator', async (page) => {
      const rows = page.getByRole('region', { name: 'Duties' }).getByRole('listitem');
      await rows.first().waitFor();
      expect(await rows.first().innerText()).toMatch(/Jury on leaf 1\s+commit within 11 h/);
      await page.getByText(/answer within 19 h/).waitFor();
    });
  });
});

describe('the builder', () => {
  it('says at its field what is wrong, and lets nothing be requested meanwhile', async () => {
    await visit('/train/new', async (page) => {
      await page.getByLabel('Rank').fill('512');
      await page.getByText('1 field needs you').waitFor();
      expect(await page.getByLabel('Rank').getAttribute('aria-invalid')).toBe('true');
      expect(await page.getByRole('button', { name: 'Review and request' }).isDisabled()).toBe(true);
      await page.getByLabel('Rank').fill('16');
      await page.getByText('1 changed').waitFor();
      expect(await page.getByRole('button', { name: 'Review and request' }).isEnabled()).toBe(true);
    });
  });

  it('names the nearest valid key of a manifest that is loaded', async () => {
    await visit('/train/new', async (page) => {
      await page.getByRole('button', { name: 'Load' }).click();
      await page.getByLabel("A job's manifest as JSON").fill('{"cultivar":1,"kind":"job","learningRat":1}');
      await page.getByRole('button', { name: 'Take over' }).click();
      await page.getByText('unknown key "learningRat"').waitFor();
    });
  });
});

describe('the playground', () => {
  it('streams both answers, keeps them over a reload, and asks one side again', async () => {
    await visit('/playground', async (page) => {
      await page.getByLabel('Message').fill('What is left?');
      await page.getByLabel('Message').press('Enter');
      await page.locator('.msg-foot', { hasText: 'tok/s' }).nth(1).waitFor();
      await page.reload();
      // Read only once it is shown: while parts of the page load, what is kept stands there unseen.
      await page.locator('.msg-user', { hasText: 'What is left?' }).first().waitFor();
      node.state.holdsAnswers = true;
      await page.getByRole('button', { name: 'Ask again' }).first().click();
      await page.getByRole('button', { name: 'Stop', exact: true }).click();
      await page.getByText('stopped').waitFor();
      node.state.holdsAnswers = false;
    });
  });
});
