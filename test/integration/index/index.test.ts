import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { classListDocument, protocolDocument } from '@cultivar/sdk/graphql';
import { classId } from '@cultivar/sdk/spec';
import { buildClientSchema, getIntrospectionQuery, lexicographicSortSchema, printSchema } from 'graphql';
import type { IntrospectionQuery } from 'graphql';
import { parseEther } from 'viem';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { accountCases } from './account-cases.ts';
import { assetCases } from './asset-cases.ts';
import { indexedMarket } from './indexed-market.ts';
import { jobCases } from './job-cases.ts';
import { licenseCases } from './license-cases.ts';
import type { IndexStage } from './support/index-stage.ts';
import { TEST_CLASS } from './support/test-class.ts';

/** Filled as the cases go on: each builds on those before it. */
const stage = {} as IndexStage;

beforeAll(async () => {
  const market = await indexedMarket(TEST_CLASS);
  const [publisher, requester, node, buyer] = [1, 2, 3, 4].map((index) => market.wallet(index));
  Object.assign(stage, { market, publisher, requester, node, buyer });
});

afterAll(() => stage.market?.stop());

describe('the index', () => {
  it('knows the settings from the deployment on', async () => {
    const { market } = stage;
    const { protocol } = await market.ask(protocolDocument, {});
    expect(protocol).toMatchObject({
      licenseFeeBps: 250,
      minStakeWei: parseEther('1').toString(),
      unbondingSeconds: '900',
      parameters: { version: '1', challengeWindowSeconds: '60', feeBps: 250 },
    });
    const { determinismClasses } = await market.ask(classListDocument, {});
    expect(determinismClasses).toMatchObject([
      { id: classId(TEST_CLASS), status: 'PROVISIONAL', nodeCount: 0 },
    ]);
  });

  assetCases(stage);
  jobCases(stage);
  accountCases(stage);
  licenseCases(stage);

  it('serves the API from which the types of our queries are made', async () => {
    const { market } = stage;
    const response = await fetch(market.graphqlUrl, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query: getIntrospectionQuery() }),
    });
    const { data } = (await response.json()) as { data: IntrospectionQuery };
    const served = printSchema(lexicographicSortSchema(buildClientSchema(data)));
    const committed = await readFile(
      join(import.meta.dirname, '../../../sdk/src/generated/index-api.graphql'),
      'utf8',
    );
    expect(committed.slice(committed.indexOf('\n') + 1).trim()).toBe(served.trim());
  });
});
