import { DisputeParametersSet } from '../../generated/JobEscrow/JobEscrow';
import { DisputeParameters } from '../../generated/schema';
import { numberId } from '../id';

export function createDisputeParameters(event: DisputeParametersSet): void {
  const values = event.params.parameters;
  const parameters = new DisputeParameters(numberId(event.params.version));
  parameters.openingWindowSeconds = values.openingWindow;
  parameters.commitWindowSeconds = values.commitWindow;
  parameters.revealWindowSeconds = values.revealWindow;
  parameters.auditWindowSeconds = values.auditWindow;
  parameters.maxDurationSeconds = values.maxDuration;
  parameters.seedDelayBlocks = values.seedDelay;
  parameters.auditRateBps = values.auditRateBps;
  parameters.challengeBondWei = values.challengeBond;
  parameters.juryFeeWei = values.juryFee;
  parameters.bountyWei = values.bounty;
  parameters.sliceWei = values.slice;
  parameters.save();
}
