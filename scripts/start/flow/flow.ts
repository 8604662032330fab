import type { Deployment } from '@cultivar/sdk';
import type { ContentClient } from '@cultivar/sdk/content';
import type { LocalClients } from '../accounts.ts';
import type { Progress } from '../progress/progress.ts';
import type { Settings } from '../settings.ts';

/** What every step of the main job works with. */
export type Flow = {
  settings: Settings;
  deployment: Deployment;
  clients: LocalClients;
  content: ContentClient;
  contentUrl: string;
  graphqlUrl: string;
  nodeUrl: string;
  dappUrl: string;
  /** The determinism class of the local node. */
  className: string;
  progress: Progress;
  /** Aborted when the person at the terminal wants it to end. */
  signal: AbortSignal;
};
