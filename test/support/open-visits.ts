import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { launchBrowser, PATIENCE_MS } from '../../dapp/test/support/launch-browser.ts';

/** A real browser that makes visits, each in a fresh profile. */
export type Visits = {
  /** One visit at a width of the window; anything on the console fails it. */
  visit(width: number, act: (page: Page) => Promise<void>): Promise<void>;
  close(): Promise<void>;
};

const SHOTS = join(import.meta.dirname, '../../.cultivar/screenshots');
/** Opens the browser. */
export async function openVisits(): Promise<Visits> {
  await mkdir(SHOTS, { recursive: true });
  const browser = await launchBrowser();
  return {
    async visit(width, act) {
      const context = await browser.newContext({
        viewport: { width, height: heightOf(width) },
        hasTouch: width < 600,
        permissions: ['clipboard-read', 'clipboard-write'],
      });
      context.setDefaultTimeout(PATIENCE_MS);
      const page = await context.newPage();
      const complaints: string[] = [];
      page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
      page.on('pageerror', (error) => complaints.push(error.message));
      try {
        await act(page);
        expect(complaints).toEqual([]);
      } catch (error) {
        await shoot(page, `failed-${width}`);
        throw error;
      } finally {
        await context.close();
      }
    },
    close: () => browser.close(),
  };
}

/** Keeps how a page looks at both widths, under `.cultivar/screenshots`. */
export async function shootBoth(page: Page, name: string): Promise<void> {
  const before = page.viewportSize();
  for (const width of [1440, 390]) {
    await page.setViewportSize({ width, height: heightOf(width) });
    await shoot(page, `${name}-${width}`);
  }
  if (before) await page.setViewportSize(before);
}

/** Keeps how a page looks as it stands. */
export async function shoot(page: Page, name: string): Promise<void> {
  await page.screenshot({ path: join(SHOTS, `${name}.png`), fullPage: true });
}

function heightOf(width: number): number {
  return width < 600 ? 844 : 1000;
}
