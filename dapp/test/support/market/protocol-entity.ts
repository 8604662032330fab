import type { Entity } from '../entity-filter.ts';
import type { Entities } from '../index-double.ts';

/** The totals of a market. */
export function protocolEntity({ Asset = [], License = [] }: Entities): Entity {
  const count = (kind: string) => Asset.filter((asset) => asset.kind === kind).length;
  return {
    id: '0x00',
    assetCount: Asset.length,
    modelCount: count('MODEL'),
    adapterCount: count('ADAPTER'),
    datasetCount: count('DATASET'),
    promptCount: count('PROMPT'),
    agentCount: count('AGENT'),
    offerCount: 0,
    licenseCount: License.length,
    jobCount: 0,
    passedAuditCount: 0,
    challengeCount: 0,
    openChallengeCount: 0,
    openJobCount: 0,
    runningJobCount: 0,
    settledJobCount: 0,
    nodeCount: 1,
    accountCount: 3,
    salesWei: '0',
    royaltiesWei: '0',
    jobPaymentsWei: '0',
    feesWei: '0',
    stakedWei: '0',
    licenseFeeBps: 250,
    minStakeWei: '0',
    unbondingSeconds: '0',
    ticketUnitWei: '1',
    minTicketAgeSeconds: '0',
    parameters: null,
  };
}
