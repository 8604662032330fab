import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { AxeResults } from 'axe-core';
import { parquetWriteBuffer } from 'hyparquet-writer';
import type { Browser, BrowserContext, Locator, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { buildDapp } from './support/build-dapp.ts';
import type { BuiltDapp } from './support/build-dapp.ts';
import { startContentDouble } from './support/content-double.ts';
import type { ContentDouble } from './support/content-double.ts';
import { startIndexDouble } from './support/index-double.ts';
import type { IndexDouble } from './support/index-double.ts';
import { launchBrowser, PATIENCE_MS } from './support/launch-browser.ts';
import { marketFixture } from './support/market-fixture.ts';
import { startPageServer } from './support/page-server.ts';
import type { PageServer } from './support/page-server.ts';
import { testConfig } from './support/test-config.ts';

const AXE = createRequire(import.meta.url).resolve('axe-core/axe.min.js');
const WIDTHS = [1440, 390] as const;
const REQUESTER = '0x3c44cdddb6a900fa2b585dd299e03d12fa4293bc';
const ROUTES = [
  '/',
  '/?kind=prompt',
  '/a/41337:1',
  '/a/41337:3',
  '/datasets',
  '/datasets/new',
  '/train/here',
  `/u/${REQUESTER}`,
  '/nowhere',
];

let built: BuiltDapp;
let browser: Browser;
let index: IndexDouble;
let content: ContentDouble;
let server: PageServer;
let context: BrowserContext;
let page: Page;
let problems: string[];

beforeAll(async () => {
  [built, browser] = await Promise.all([buildDapp(), launchBrowser()]);
}, 300_000);
afterAll(() => Promise.all([browser.close(), built.remove()]));

beforeEach(async () => {
  const fixture = marketFixture(Math.floor(Date.now() / 1000), 14);
  index = await startIndexDouble(fixture.entities);
  content = await startContentDouble(fixture.content);
  server = await startPageServer(
    built.folder,
    testConfig({ graphqlUrl: index.url, contentUrl: content.url }),
  );
  await open(1440);
});
afterEach(async () => {
  await context.close();
  await Promise.all([index.close(), content.close(), server.close()]);
});

async function open(width: number): Promise<void> {
  context = await browser.newContext({
    viewport: { width, height: 900 },
    hasTouch: width < 900,
    acceptDownloads: true,
  });
  context.setDefaultTimeout(PATIENCE_MS);
  page = await context.newPage();
  problems = [];
  page.on('pageerror', (error) => problems.push(error.message));
  page.on('console', (message) => {
    if (/content security policy/i.test(message.text())) problems.push(message.text());
  });
}

const go = (path: string) => page.goto(server.url + path);
const cards = () => page.locator('article.card');

describe('the marketplace', () => {
  it('shows what the index holds, a page at a time', async () => {
    await go('/');
    await cards().nth(19).waitFor();
    expect(await cards().count()).toBe(20);
    await page.getByRole('button', { name: 'Show more' }).click();
    await cards().nth(25).waitFor();
    expect(await page.getByText('26 results').count()).toBeGreaterThan(0);
    expect(await cards().count()).toBe(26);
    expect(problems).toEqual([]);
  });

  it('counts each kind and narrows to it', async () => {
    await go('/');
    const datasets = page.getByRole('link', { name: 'Datasets 3' });
    await datasets.click();
    await page.getByText('3 results').first().waitFor();
    expect(new URL(page.url()).searchParams.get('kind')).toBe('dataset');
    await expect.poll(() => page.title()).toBe('Datasets · Cultivar');
  });

  it('keeps filters in the address, and drops them one by one', async () => {
    await go('/?tag=teaching&price=paid');
    await page.getByRole('heading', { name: 'Step by Step' }).waitFor();
    expect(await cards().count()).toBe(1);
    await page.getByRole('button', { name: 'Remove Price filter' }).click();
    await page.getByText('3 results').first().waitFor();
    expect(page.url()).not.toContain('price');
  });

  it('sets filters in the sheet by keyboard alone', async () => {
    await go('/');
    await cards().first().waitFor();
    await page.getByRole('button', { name: 'Filters' }).focus();
    await page.keyboard.press('Enter');
    await page.getByRole('dialog', { name: 'Filters' }).waitFor();
    await page.getByRole('radio', { name: /^Proven/ }).focus();
    await page.keyboard.press('Space');
    await page.keyboard.press('Escape');
    await page.getByText('1 result', { exact: true }).first().waitFor();
    await page.getByRole('heading', { name: 'Clause Reviewer' }).waitFor();
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await expect.poll(() => page.evaluate(() => document.activeElement?.textContent)).toContain('Filters');
  });

  it('finds by words from the search field, and says which filter to drop when nothing fits', async () => {
    await go('/datasets');
    await page.getByRole('heading', { level: 1, name: 'Datasets' }).waitFor();
    await page.keyboard.press('Control+k');
    await page.keyboard.type('ferry');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Night Ferry' }).waitFor();
    await go('/?q=nothing+of+the+kind');
    await page.getByRole('button', { name: 'Drop “nothing of the kind”' }).click();
    expect(await appears(cards().first())).toBe(true);
  });

  it('says that the index does not answer, and recovers', async () => {
    index.failWith(503);
    await go('/');
    await page.getByText('The marketplace cannot be read').waitFor();
    index.failWith(undefined);
    await page.getByRole('button', { name: 'Try again' }).click();
    expect(await appears(cards().first())).toBe(true);
  });

  it('says so when nothing is registered', async () => {
    for (const type of Object.keys(index.entities)) index.entities[type] = [];
    await go('/');
    expect(await appears(page.getByText('Nothing is registered yet'))).toBe(true);
  });

  it('leads from a card to its asset by keyboard', async () => {
    await go('/');
    await page.getByRole('link', { name: 'Step by Step', exact: true }).focus();
    await page.keyboard.press('Enter');
    expect(await appears(page.getByRole('heading', { level: 1, name: 'Step by Step' }))).toBe(true);
  });
});

describe('an asset', () => {
  it('shows its lineage, its evaluation and what it costs', async () => {
    await go('/a/41337:3');
    const lineage = page.getByRole('group', { name: 'Lineage graph' });
    await lineage.getByText('SmolLM2 135M Instruct').waitFor();
    await lineage.getByText('84.5 %').waitFor();
    await page.getByText('−25.7 %').waitFor();
    await page.getByText('0.00845 to the owner').waitFor();
    await page.getByText('accepted the result; no jury can be called for it').waitFor();
    await page.getByText('Delivered as public content').waitFor();
    expect(problems).toEqual([]);
  });

  it('hashes a download before it saves it', async () => {
    await go('/a/41337:3');
    const downloading = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Download and check adapter_model.safetensors' }).click();
    const path = await (await downloading).path();
    expect((await readFile(path)).length).toBe(200_000);
    await page.getByText('is what the manifest says').waitFor();
  });

  it('refuses bytes that do not hash to what the manifest says', async () => {
    await go('/a/41337:3');
    const button = page.getByRole('button', { name: 'Download and check adapter_model.safetensors' });
    await button.waitFor();
    content.corrupt();
    await button.click();
    expect(await appears(page.getByText('adapter_model.safetensors was not saved'))).toBe(true);
  });

  it('shows what is known when its manifest cannot be fetched', async () => {
    content.corrupt();
    await go('/a/41337:3');
    await page.getByText('Its manifest cannot be shown').waitFor();
    await page.getByRole('group', { name: 'Lineage graph' }).waitFor();
    expect(await page.getByRole('button', { name: /Download and check/ }).count()).toBe(0);
  });

  it('shows a hostile card as text, and nothing of it runs, loads or poses', async () => {
    const foreign: string[] = [];
    page.on('request', (request) => {
      if (request.url().includes('example.org')) foreign.push(request.url());
    });
    await go('/a/41337:9');
    const card = page.locator('.markdown');
    await card.getByText('posing').waitFor();
    expect(await page.evaluate(() => 'hostile' in window)).toBe(false);
    expect(foreign).toEqual([]);
    const poses = await card
      .locator('script, img, form, style, iframe, svg, input, [style], [id], [class], [onerror]')
      .count();
    expect(poses).toBe(0);
    const links = await card.locator('a').evaluateAll((all) => all.map((a) => a.getAttribute('href')));
    expect(links.filter((href) => href !== null && !/^https?:/.test(href))).toEqual([]);
  });

  it('warns when the manifest names another creator', async () => {
    for (const manifest of index.entities.Manifest ?? []) manifest.namesOtherCreator = true;
    await go('/a/41337:3');
    expect(await appears(page.getByText('it may be a copy'))).toBe(true);
  });

  it('asks for a wallet only when somebody buys', async () => {
    await go('/a/41337:3');
    const buy = page.getByRole('button', { name: 'Review and buy' });
    await buy.waitFor();
    expect(await page.getByRole('dialog').count()).toBe(0);
    await buy.click();
    await page.getByRole('dialog').waitFor();
  });

  it('says that there is none under an unknown number, another chain or nonsense', async () => {
    for (const id of ['41337:999', '1:3', 'nonsense']) {
      await go(`/a/${id}`);
      expect(await appears(page.getByText('There is no such asset'))).toBe(true);
    }
  });
});

describe('a new dataset', () => {
  const take = (name: string, content: string | Buffer) =>
    page.locator('input[type=file]').setInputFiles({
      ...{ name, mimeType: 'application/octet-stream', buffer: Buffer.from(content) },
    });
  const rows = Array.from({ length: 700 }, (_, i) => ({ question: `${i} + 1?`, answer: `${i + 1}` }));

  it('counts its rows, shows the first and names each that cannot be used', async () => {
    await go('/datasets');
    await page.getByRole('link', { name: 'New dataset' }).click();
    const lines = rows.map((row) => JSON.stringify(row));
    await take(
      'sums.jsonl',
      [...lines.slice(0, 5), '{"question":"none?"}', '{oops', ...lines.slice(5)].join('\n'),
    );
    await page.getByText('700 rows', { exact: true }).waitFor();
    await page.getByText('2 of 702 rows cannot be used').waitFor();
    await page.getByText('row 6 has no field answer').waitFor();
    await page.getByText(/row 7 is no JSON/).waitFor();
    await page.getByRole('cell', { name: '4 + 1?' }).waitFor();
    await page.getByLabel('Name').fill('');
    await page.getByLabel('Licence of the rows').fill('my own!');
    await page.getByRole('button', { name: 'Review and register 700 rows' }).click();
    await page.getByText('Give it a name').waitFor();
    await page.getByText('A short licence name such as MIT').waitFor();
    expect(await violations()).toEqual([]);
    expect(problems).toEqual([]);
  });

  it('is read again when its owner says what a row holds', async () => {
    await go('/datasets/new');
    await take('columns.csv', 'title,body\nOne,first\nTwo,\n');
    await page.getByText('1 of 2 rows cannot be used').waitFor();
    await page.getByLabel('Answered in').selectOption('title');
    await page.getByText('Every row can be used.').waitFor();
  });

  it('is unpacked from Parquet under the strict content policy', async () => {
    const columnData = (['question', 'answer'] as const).map((name) => ({
      ...{ name, data: rows.map((row) => row[name]) },
    }));
    await go('/datasets/new');
    await take('sums.parquet', Buffer.from(parquetWriteBuffer({ columnData, codec: 'SNAPPY' })));
    await page.getByText('700 rows', { exact: true }).waitFor();
    expect(problems).toEqual([]);
  });

  it.each([
    ['notes.md', 'one', 'notes.md: is not .jsonl, .json, .csv, .parquet or .txt'],
    ['cut.json', '[{"question":"a"', 'the array is not closed: the file is cut off'],
    ['sums.parquet', 'PAR1 and no more', 'sums.parquet: is no readable Parquet'],
    ['empty.jsonl', '', 'empty.jsonl holds no row with fields'],
  ])('is refused as %s, saying why', async (name, content, words) => {
    await go('/datasets/new');
    await take(name, content);
    await page.getByRole('alert').getByText(words).waitFor();
    expect(await page.getByRole('button', { name: 'Review and register' }).isDisabled()).toBe(true);
  });
});

describe('every page', () => {
  it.each(WIDTHS.flatMap((width) => ROUTES.map((route) => ({ width, route }))))(
    'breaks no rule of axe at $width px: $route',
    async ({ width, route }) => {
      await context.close();
      await open(width);
      await page.emulateMedia({ reducedMotion: 'reduce' });
      await go(route);
      await page.locator('main h1').first().waitFor({ state: 'attached' });
      await page.waitForLoadState('networkidle');
      expect(await violations()).toEqual([]);
      expect(
        await page.evaluate(() => document.documentElement.scrollWidth - innerWidth),
      ).toBeLessThanOrEqual(0);
      expect(problems).toEqual([]);
    },
  );

  it('breaks no rule with the filters open', async () => {
    await go('/');
    await page.getByRole('button', { name: 'Filters' }).click();
    await page.getByRole('dialog', { name: 'Filters' }).waitFor();
    expect(await violations()).toEqual([]);
  });

  it('says what is wrong when it is not configured', async () => {
    await page.route('**/cultivar.json', (route) => route.fulfill({ status: 404 }));
    await go('/');
    expect(await appears(page.getByText('/cultivar.json cannot be used: the server answered 404'))).toBe(
      true,
    );
  });
});

/** Waits until something is seen; the test's time runs out when it never is. */
async function appears(what: Locator): Promise<boolean> {
  await what.waitFor();
  return what.isVisible();
}

async function violations(): Promise<string[]> {
  // The page's own policy forbids added scripts, so the rules are run from a world beside it.
  const source = await readFile(AXE, 'utf8');
  const results = (await page.evaluate(
    `${source}; axe.run(document, { resultTypes: ['violations'] })`,
  )) as AxeResults;
  return results.violations.map(
    ({ id, nodes }) => `${id}: ${nodes[0]?.target.join(' ')} ${nodes[0]?.failureSummary}`,
  );
}
