import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * What the installed packages depend on, in one hash. npm's own record of what lies in node_modules is part of it,
 * so an install that was interrupted, or changed by hand, is noticed.
 *
 * @param {string} root
 * @param {string} node which Node installed: version, platform, architecture
 */
export function installStamp(root, node) {
  const hash = createHash('sha256').update(`${node}\n`);
  for (const file of ['package-lock.json', 'node_modules/.package-lock.json']) {
    const path = join(root, file);
    hash.update(existsSync(path) ? readFileSync(path) : 'absent').update('\n');
  }
  return hash.digest('hex');
}

/**
 * Whether node_modules is what the lockfile asks for.
 *
 * @param {string} root
 * @param {string} node
 */
export function isInstalled(root, node) {
  const file = stampFile(root);
  return existsSync(file) && readFileSync(file, 'utf8') === installStamp(root, node);
}

/**
 * Remembers that node_modules is current.
 *
 * @param {string} root
 * @param {string} node
 */
export function markInstalled(root, node) {
  writeFileSync(stampFile(root), installStamp(root, node));
}

/** @param {string} root */
function stampFile(root) {
  return join(root, 'node_modules', '.cultivar-installed');
}
