import { formatEther } from 'viem';
import { ROLES, accountOf } from './accounts.ts';
import type { Flow } from './flow/flow.ts';
import type { LastRun } from './flow/last-run.ts';

/** Tells what the main job has come to: the index's answer and the figures. */
export function tellOutcome({ progress }: Flow, run: LastRun): void {
  progress.heading('What the index says');
  progress.line(indented(JSON.stringify(run.graphqlAnswer, null, 2)));
  progress.heading('What it came to');
  const fall = (1 - run.heldOutLossAfter / run.heldOutLossBefore) * 100;
  const figures = [
    [
      'held-out loss',
      `${run.heldOutLossBefore.toFixed(4)} before, ${run.heldOutLossAfter.toFixed(4)} after (${fall.toFixed(1)} % lower)`,
    ],
    ['trained on', `${run.rows} rows in ${run.steps} steps at ${run.tokensPerSecond.toFixed(0)} tokens/s`],
    ['adapter', `asset ${run.adapterTokenId}, ${run.adapterCid}`],
    ['licence', run.licenseTokenId],
    ['node paid', `${formatEther(BigInt(run.nodePaidWei))} ETH`],
    ['royalty paid', `${formatEther(BigInt(run.royaltyWei))} ETH to the owner of the base model`],
  ] as const;
  for (const [name, value] of figures) progress.line(`  ${name.padEnd(14)}  ${value}`);
}

/** Tells where everything is, for who wants to look. */
export function tellPlaces(flow: Flow): void {
  const { progress, settings } = flow;
  progress.heading('Where everything is');
  const places = [
    ['dApp', flow.dappUrl],
    ['chain', `http://127.0.0.1:${settings.ports.chain} (chain id ${flow.deployment.chainId})`],
    ['index', flow.graphqlUrl],
    ['content', flow.contentUrl],
    ['node', flow.nodeUrl],
    ['state, logs', settings.localDir],
    ...ROLES.slice(1).map((role) => [role, accountOf(role).address] as const),
  ] as const;
  for (const [name, value] of places) progress.line(`  ${name.padEnd(14)}  ${value}`);
}

function indented(text: string): string {
  return text.replaceAll(/^/gm, '  ');
}
