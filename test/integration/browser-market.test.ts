import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { askIndex } from '../support/ask-index.ts';
import { openVisits, shootBoth } from '../support/open-visits.ts';
import type { Visits } from '../support/open-visits.ts';
import { runningDapp } from '../support/running-dapp.ts';
import type { RunningDapp } from '../support/running-dapp.ts';

type Asset = {
  assetId: string;
  kind: string;
  policy: string;
  source: string;
  openOfferCount: number;
  heat: string;
  registeredAt: string;
  licenseCount: number;
  manifestDigest: string;
  owner: { id: string };
  creator: { id: string };
  job: { seal: string } | null;
  manifest: {
    name: string;
    summary: string | null;
    license: string;
    tags: string[];
    baseDigest: string | null;
  };
};

let dapp: RunningDapp;
let visits: Visits;
/** Everything on the market, asked for without any condition: what a filter must leave is worked out here. */
let assets: Asset[];

beforeAll(async () => {
  dapp = await runningDapp();
  visits = await openVisits();
  ({ assets } = await askIndex<{ assets: Asset[] }>(
    dapp.config.graphqlUrl,
    `{ assets(first: 20) { assetId kind policy source openOfferCount heat registeredAt licenseCount manifestDigest
       owner { id } creator { id } job { seal }
       manifest { name summary license tags baseDigest } } }`,
  ));
});
afterAll(async () => visits?.close());

describe('the marketplace over the real index', () => {
  it('shows exactly what each filter, tag and search leaves', async () => {
    const [model] = assets.filter(({ kind }) => kind === 'MODEL');
    const tag = model!.manifest.tags[0]!;
    const cases: [query: string, left: (asset: Asset) => boolean][] = [
      ['kind=model', ({ kind }) => kind === 'MODEL'],
      ['kind=agent', ({ kind }) => kind === 'AGENT'],
      [`tag=${tag}`, ({ manifest }) => manifest.tags.includes(tag)],
      [`base=${model!.manifestDigest}`, ({ manifest }) => manifest.baseDigest === model!.manifestDigest],
      ['license=MIT', ({ manifest }) => manifest.license === 'MIT'],
      ['price=paid', ({ openOfferCount }) => openOfferCount > 0],
      ['price=free', ({ openOfferCount, policy }) => openOfferCount === 0 && policy === 'OPEN'],
      ['seal=trusted', ({ source, job }) => source === 'DECLARED' || job?.seal === 'TRUSTED'],
      ['seal=proven', ({ job }) => job?.seal === 'PROVEN'],
      ['seal=unchallenged', ({ job }) => job?.seal === 'UNCHALLENGED'],
      ['q=SMOLLM2', ({ manifest }) => says(manifest, 'smollm2')],
      [`q=${model!.manifestDigest}`, ({ manifestDigest }) => manifestDigest === model!.manifestDigest],
      [`q=${model!.owner.id}`, ({ owner, creator }) => [owner.id, creator.id].includes(model!.owner.id)],
      [
        `kind=adapter&base=${model!.manifestDigest}&price=paid&seal=trusted&q=smollm2&sort=new`,
        ({ kind, manifest, openOfferCount }) =>
          kind === 'ADAPTER' && openOfferCount > 0 && says(manifest, 'smollm2'),
      ],
    ];
    await visits.visit(1440, async (page) => {
      for (const [query, left] of cases) {
        await page.goto(`${dapp.url}/?${query}`);
        await expectCards(page, assets.filter(left), query);
      }
    });
  });

  it('orders by demand, by age and by sales', async () => {
    const orders = { trending: 'heat', new: 'registeredAt', top: 'licenseCount' } as const;
    await visits.visit(1440, async (page) => {
      for (const [sort, field] of Object.entries(orders)) {
        await page.goto(`${dapp.url}/?sort=${sort}`);
        await expectCards(page, assets, sort);
        const shown = (await idsOf(page)).map((id) => assets.find(({ assetId }) => assetId === id)!);
        const values = shown.map((asset) => Number(asset[field as keyof Asset]));
        expect(values, sort).toEqual(values.toSorted((a, b) => b - a));
      }
    });
  });

  it('is narrowed by tabs, chips, the sheet and the search field', async () => {
    await visits.visit(1440, async (page) => {
      await page.goto(dapp.url);
      await page
        .getByRole('navigation', { name: 'Kind' })
        .getByRole('link', { name: /Models/ })
        .click();
      await expectCards(
        page,
        assets.filter(({ kind }) => kind === 'MODEL'),
        'tab',
      );
      await page.getByRole('navigation', { name: 'Kind' }).getByRole('link', { name: /All/ }).click();
      await page.getByRole('button', { name: 'Filters' }).click();
      await page.getByLabel('Licence text').selectOption('MIT');
      await page.getByRole('radio', { name: /^Free/ }).check();
      await shootBoth(page, 'filters');
      await page.getByRole('button', { name: 'Show assets' }).click();
      await expectCards(
        page,
        assets.filter(({ manifest }) => manifest.license === 'MIT'),
        'sheet',
      );
      await page.getByRole('searchbox', { name: 'Search' }).fill('nothing is called so');
      await page.getByRole('searchbox', { name: 'Search' }).press('Enter');
      await expectCards(page, [], 'words');
      await shootBoth(page, 'nothing-found');
    });
  });
});

describe.each([1440, 390])('at %d px', (width) => {
  it('no page has anything to complain about', async () => {
    const [id] = assets.map(({ assetId }) => `${dapp.config.chainId}:${assetId}`);
    const dataset = assets.find(({ kind }) => kind === 'DATASET')!;
    const paths = [
      ...['/', `/a/${id}`, '/datasets', `/datasets/${dapp.config.chainId}:${dataset.assetId}`],
      ...['/train', '/train/new', `/train/${dapp.config.chainId}:1`, '/playground'],
      ...['/my', '/activity', '/operator', `/u/${dataset.owner.id}`],
    ];
    await visits.visit(width, async (page) => {
      for (const path of paths) {
        await page.goto(dapp.url + path);
        await page.locator('h1').first().waitFor({ state: 'attached' });
        await expect.poll(() => page.locator('.skel').count()).toBe(0);
        const over = await page.evaluate<number>('document.documentElement.scrollWidth - innerWidth');
        expect(over, `${path} scrolls sideways`).toBeLessThanOrEqual(0);
      }
    });
  });
});

async function expectCards(page: Page, expected: readonly Asset[], query: string): Promise<void> {
  const ids = expected.map(({ assetId }) => assetId).toSorted();
  await expect.poll(async () => (await idsOf(page)).toSorted(), { message: query }).toEqual(ids);
  const words = ids.length === 1 ? '1 result' : `${ids.length} results`;
  await expect.poll(() => page.getByRole('status').allInnerTexts()).toContain(words);
}

/** Ids of the assets whose cards are shown, in their order. */
async function idsOf(page: Page): Promise<string[]> {
  const paths = await page
    .locator('.grid h2 a')
    .evaluateAll((links) => links.map((link) => link.getAttribute('href') ?? ''));
  return paths.map((path) => path.split(/:|%3A/).at(-1)!);
}

function says({ name, summary }: Asset['manifest'], word: string): boolean {
  return `${name}\n${summary ?? ''}`.toLowerCase().includes(word);
}
