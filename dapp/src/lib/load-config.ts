import { ConfigError } from './config-error.ts';
import { configSchema } from './config.ts';
import type { Config } from './config.ts';

/**
 * Reads the run-time configuration that lies beside the page.
 *
 * @throws ConfigError when it is missing, no JSON, or names a wrong field.
 */
export async function loadConfig(url: string, fetcher: typeof fetch = fetch): Promise<Config> {
  let text: string;
  try {
    const response = await fetcher(url);
    if (!response.ok) throw new ConfigError(url, `the server answered ${response.status}`);
    text = await response.text();
  } catch (error) {
    if (error instanceof ConfigError) throw error;
    throw new ConfigError(url, 'the server did not answer', { cause: error });
  }
  return parseConfig(url, text);
}

function parseConfig(url: string, text: string): Config {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new ConfigError(url, 'it is not JSON', { cause: error });
  }
  const result = configSchema.safeParse(value);
  if (result.success) return result.data;
  const [first] = result.error.issues;
  throw new ConfigError(url, `${first?.path.join('.') || 'the whole'}: ${first?.message ?? 'unreadable'}`);
}
