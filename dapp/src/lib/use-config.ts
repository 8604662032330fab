import { createContext, useContext } from 'react';
import type { Config } from './config.ts';

/** Carries the configuration; the app provides it once, before anything else is drawn. */
export const ConfigContext = createContext<Config | undefined>(undefined);

/** The run-time configuration. */
export function useConfig(): Config {
  const config = useContext(ConfigContext);
  if (config === undefined) throw new Error('useConfig: no ConfigContext above this component');
  return config;
}
