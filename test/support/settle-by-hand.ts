import {
  acceptJob,
  claimJob,
  eventIn,
  readJobSubmission,
  readJobTerms,
  readMinStake,
  registerNode,
  requestJob,
  submitJob,
} from '@cultivar/sdk';
import type { Deployment, JobSubmission } from '@cultivar/sdk';
import { classId } from '@cultivar/sdk/spec';
import {
  createPublicClient,
  createTestClient,
  createWalletClient,
  defineChain,
  http,
  parseEther,
} from 'viem';
import type { Hash, Hex } from 'viem';
import { mnemonicToAccount } from 'viem/accounts';

const MNEMONIC = 'test test test test test test test test test test test junk';

type SettleByHandParameters = {
  deployment: Deployment;
  rpcUrl: string;
  /** A determinism class that takes work. */
  className: string;
  /** Of the accounts in the public mnemonic. */
  requester: number;
  node: number;
};

/**
 * A job that is settled and not yet minted, as the chain sees one: its node is the test, which trains nothing and so
 * does not mint either, as a real node would at once.
 *
 * @returns the job's id
 */
export async function settleByHand(parameters: SettleByHandParameters): Promise<bigint> {
  const { deployment, rpcUrl } = parameters;
  const jobClass = classId(parameters.className);
  const chain = defineChain({
    id: deployment.chainId,
    name: 'local',
    nativeCurrency: { name: 'Ether', symbol: 'ETH', decimals: 18 },
    rpcUrls: { default: { http: [rpcUrl] } },
  });
  const transport = http(rpcUrl);
  const reader = createPublicClient({ chain, transport, pollingInterval: 100, cacheTime: 0 });
  const faucet = createTestClient({ mode: 'anvil', chain, transport });
  const wallet = async (addressIndex: number) => {
    const account = mnemonicToAccount(MNEMONIC, { addressIndex });
    await faucet.setBalance({ address: account.address, value: parseEther('1000') });
    return createWalletClient({ account, chain, transport });
  };
  const mined = async (hash: Hash) => {
    const receipt = await reader.waitForTransactionReceipt({ hash });
    if (receipt.status !== 'success') throw new Error(`settleByHand: ${hash} was reverted`);
    return receipt;
  };
  const [requester, node] = await Promise.all([wallet(parameters.requester), wallet(parameters.node)]);

  const stakeWei = (await readMinStake(reader, { deployment })) * 10n;
  await mined(
    await registerNode(node, { deployment, metadataDigest: word(1), classes: [jobClass], stakeWei }),
  );
  const requested = await requestJob(requester, {
    ...{ deployment, specDigest: word(Date.now()), class: jobClass, targetNode: node.account.address },
    ...{ runSeconds: 3_600, segments: 2, longestSegment: 1, claimWindowSeconds: 3_600 },
    ...{ minPrice: parseEther('0.01'), maxPrice: parseEther('0.01'), parents: [{ assetId: 1n }] },
  });
  const { jobId } = eventIn(deployment, await mined(requested), 'jobEscrow', 'JobRequested');
  const terms = await readJobTerms(reader, { deployment, jobId });
  await mined(await claimJob(node, { deployment, jobId, terms }));
  const submission: JobSubmission = {
    ...{ resultDigest: word(Date.now() + 1), traceRoot: word(2), deliveryDigest: word(0) },
  };
  await mined(await submitJob(node, { deployment, jobId, terms, submission }));
  const submitted = await readJobSubmission(reader, { deployment, jobId });
  await mined(await acceptJob(requester, { deployment, jobId, terms, submission: submitted }));
  return jobId;
}

function word(value: number): Hex {
  return `0x${value.toString(16).padStart(64, '0')}`;
}
