import { chromium } from 'playwright-core';
import type { Browser } from 'playwright-core';

const ARGUMENTS = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** Longer than anything takes that a page is waited for, on a busy machine too. */
export const PATIENCE_MS = 60_000;

/** Starts the system's Chromium; `CULTIVAR_CHROMIUM` in the environment names another one. */
export function launchBrowser(): Promise<Browser> {
  const executablePath = process.env.CULTIVAR_CHROMIUM ?? '/usr/bin/chromium';
  return chromium.launch({ executablePath, args: ARGUMENTS, timeout: PATIENCE_MS });
}
