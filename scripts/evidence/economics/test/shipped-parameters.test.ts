import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { localnetParameters } from '../../../deploy/parameters/localnet.ts';
import { NETWORKS } from '../../../deploy/parameters/networks.ts';
import { ticketSniping } from '../attacks/ticket-sniping.ts';
import { allFigures } from '../figures/all-figures.ts';
import { drawChart } from '../plot/draw-chart.ts';
import { recommendedParameters } from '../recommended-parameters.ts';
import { verdictTable } from '../report/verdict-table.ts';
import { shippedStakes } from '../shipped-stakes.ts';
import { CLAIMS } from '../verdict/claims.ts';
import { judgeAttacks } from '../verdict/judge-attacks.ts';
import { nameClaim } from '../verdict/name-claim.ts';

const evidence = join(import.meta.dirname, '..', '..', '..', '..', 'docs', 'evidence');
const stakes = shippedStakes(NETWORKS.polkadotHub);
const networks = Object.entries({ ...NETWORKS, localnet: localnetParameters([]) });
const judged = CLAIMS.map((claim) => ({ name: nameClaim(claim), verdicts: judgeAttacks(stakes, claim) }));

describe('the shipped parameters', () => {
  it.each(networks)('have one shape on every network: %s', (_, parameters) => {
    expect(shippedStakes(parameters)).toEqual(stakes);
  });

  it.each(networks)('are those that were derived: %s', (_, { jobs, disputes }) => {
    const { minTicketAgeSeconds: _age, ...recommended } = recommendedParameters(disputes.juryFeeWei);
    expect({ ...jobs, ...disputes }).toMatchObject(recommended);
  });

  it.each(judged)('make every attack lose: $name', ({ verdicts }) => {
    for (const { attack, profit, at } of verdicts) expect(profit, `${attack}: ${at}`).toBeLessThan(0);
  });

  it('are beaten by half of the stake: the figures can say so', () => {
    const verdicts = judgeAttacks(stakes, { share: 0.5, audits: 4, maxPrice: 100 });
    expect(verdicts.filter(({ profit }) => profit > 0).length).toBeGreaterThan(1);
  });

  it.each(Object.entries(NETWORKS))('let nobody buy a ticket for a job in sight: %s', (_, parameters) => {
    const { jobs, disputes, nodes } = parameters;
    const foreseenSeconds = jobs.challengeWindowSeconds + disputes.maxDurationSeconds;
    expect(nodes.minTicketAgeSeconds).toBeGreaterThanOrEqual(foreseenSeconds);
    const profit = ticketSniping(stakes, {
      share: 0.5,
      stake: Number(nodes.ticketUnitWei / disputes.juryFeeWei),
      minAgeSeconds: nodes.minTicketAgeSeconds,
      foreseenSeconds,
      unbondingSeconds: nodes.unbondingSeconds,
      yearlyRate: 0.05,
      replayCost: 0,
    });
    expect(profit).toBeLessThan(0);
  });
});

describe('the page', () => {
  it('shows the verdicts on the shipped parameters', async () => {
    expect(await readFile(join(evidence, 'economics.md'), 'utf8')).toContain(verdictTable(judged));
  });

  it('shows figures drawn from the shipped parameters', async () => {
    const page = await readFile(join(evidence, 'economics.md'), 'utf8');
    for (const { name, chart } of allFigures(stakes)) {
      expect(page).toContain(`(economics/${name}.svg)`);
      expect(await readFile(join(evidence, 'economics', `${name}.svg`), 'utf8'), name).toBe(drawChart(chart));
    }
  });
});
