import type { Account, Chain, Client, Transport } from 'viem';
import type { Deployment } from '../deployment.ts';

/** What reads need: any viem client. */
export type ReadClient = Client<Transport, Chain | undefined, Account | undefined>;
/** What writes need: a viem client with an account. */
export type WriteClient = Client<Transport, Chain | undefined, Account>;
/** Parameters of an action, with the deployment that it is meant for. */
export type On<Parameters> = Parameters & { deployment: Deployment };
