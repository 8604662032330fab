import { create } from 'kubo-rpc-client';
import type { Logger } from 'pino';
import type { NodeConfig } from '../config/node-config.ts';
import type { ContentStore } from './content-store.ts';
import { openEmbeddedStore } from './embedded-store.ts';
import { gatewayStore } from './gateway-store.ts';
import { kuboStore } from './kubo-store.ts';

/** Opens the content store that is configured. */
export async function openStore(content: NodeConfig['content'], logger: Logger): Promise<ContentStore> {
  switch (content.backend) {
    case 'embedded':
      return openEmbeddedStore(content.dir);
    case 'gateway':
      return gatewayStore({
        cache: await openEmbeddedStore(content.dir),
        sources: content.sources,
        ...(content.publishTo === undefined ? {} : { publishTo: content.publishTo }),
        onDropped: (error) => logger.error({ err: error }, 'a gateway lied and was dropped'),
      });
    case 'kubo':
      return kuboStore(create({ url: content.url }));
  }
}
