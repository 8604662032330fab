import { ParametersSet } from '../../generated/JobEscrow/JobEscrow';
import { JobParameters } from '../../generated/schema';
import { numberId } from '../id';
import { getProtocol } from './protocol';

export function createJobParameters(event: ParametersSet): void {
  const values = event.params.parameters;
  const parameters = new JobParameters(numberId(event.params.version));
  parameters.version = event.params.version;
  parameters.challengeWindowSeconds = values.challengeWindow;
  parameters.maxClaimWindowSeconds = values.maxClaimWindow;
  parameters.maxRunSeconds = values.maxRunTime;
  parameters.feeBps = values.feeBps;
  parameters.bondBps = values.bondBps;
  parameters.minBondWei = values.minBond;
  parameters.disputes = parameters.id;
  parameters.setAt = event.block.timestamp;
  parameters.save();
  const protocol = getProtocol();
  protocol.parameters = parameters.id;
  protocol.save();
}
