import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { parseArgs } from 'node:util';
import { siteHandler } from './site-handler.ts';

// A process of its own: serve.ts --folder FOLDER --config FILE --port PORT
const { values } = parseArgs({
  options: { folder: { type: 'string' }, config: { type: 'string' }, port: { type: 'string' } },
});
const { folder, config, port } = values;
if (!folder || !config || !port) throw new TypeError('serve.ts needs --folder, --config and --port');

const handle = siteHandler(folder, () => readFile(config, 'utf8'));
const server = createServer((request, response) => {
  handle(request, response).catch((error: unknown) => {
    console.error(error);
    if (!response.headersSent) response.writeHead(500);
    response.end();
  });
});
server.listen(Number(port), '127.0.0.1', () => console.log(`serving ${folder} on port ${port}`));
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => {
    server.close();
    server.closeAllConnections();
  });
}
