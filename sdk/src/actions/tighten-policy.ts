import type { Hash } from 'viem';
import type { On, WriteClient } from '../contracts/clients.ts';
import { DERIVATION_POLICIES, numberOf } from '../contracts/words.ts';
import type { DerivationPolicy } from '../contracts/words.ts';
import { prepareCall } from '../contracts/prepared-call.ts';
import type { PreparedCall } from '../contracts/prepared-call.ts';
import { sendCall } from '../contracts/send-call.ts';
import type { Deployment } from '../deployment.ts';

/** Parameters of {@link tightenPolicy}. */
export type TightenPolicyParameters = { assetId: bigint; policy: DerivationPolicy };

/** Encodes {@link tightenPolicy} for a preview. */
export function prepareTightenPolicy(
  deployment: Deployment,
  parameters: TightenPolicyParameters,
): PreparedCall {
  return prepareCall(deployment, 'assetRegistry', 'tightenPolicy', [
    parameters.assetId,
    numberOf(DERIVATION_POLICIES, parameters.policy),
  ]);
}

/** Lets fewer accounts derive from an asset that the account owns, from now on. */
export function tightenPolicy(
  client: WriteClient,
  { deployment, ...parameters }: On<TightenPolicyParameters>,
): Promise<Hash> {
  return sendCall(client, prepareTightenPolicy(deployment, parameters));
}
