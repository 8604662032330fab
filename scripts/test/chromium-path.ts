import { existsSync } from 'node:fs';

/** The browser of the browser tests: `CULTIVAR_CHROMIUM`, or the distribution's; undefined when there is none. */
export function chromiumPath(): string | undefined {
  const candidates = [process.env.CULTIVAR_CHROMIUM, '/usr/bin/chromium', '/usr/bin/chromium-browser'];
  return candidates.find((path) => path !== undefined && existsSync(path));
}
