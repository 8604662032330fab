import type { AuthVerify, NodeHealth, NodeInfo } from '@cultivar/sdk';
import type { Logger } from 'pino';
import type { Nonces } from '../auth/nonces.ts';
import type { Session, Sessions } from '../auth/sessions.ts';
import type { WriteOrigins } from '../http/allow-origins.ts';
import type { Journal } from '../journal/open-journal.ts';
import type { ChatService } from '../serving/chat-service.ts';
import type { ModelCatalog } from '../serving/model-catalog.ts';
import type { EventHub } from './event-hub.ts';
import type { NodeMetrics } from './node-metrics.ts';

/** What the API works with. */
export type ApiContext = {
  journal: Journal;
  catalog: ModelCatalog;
  chat: ChatService;
  hub: EventHub;
  metrics: NodeMetrics;
  logger: Logger;
  signal: AbortSignal;
  /** ms since the Unix epoch. */
  now: () => number;
  chainId: number;
  /** The node's own account: its operator signs in with it. */
  account: string;
  /** Host and port as users reach the node; sign-in messages name it. */
  domain: string;
  version: string;
  writers: WriteOrigins;
  /** Requests a minute from one address; generation has a tenth of it. */
  requestsPerMinute: number;
  nonces: Nonces;
  sessions: Sessions;
  verifySignIn: (signed: AuthVerify) => Promise<Pick<Session, 'account' | 'scheme'>>;
  health: () => Promise<NodeHealth>;
  info: () => Promise<NodeInfo>;
  /** Stops a job's run. */
  cancel: (jobId: bigint) => void;
};
