import { MINIMUM_MAJOR } from './node-package.mjs';

/**
 * Whether the Node that runs this is too old for the rest.
 *
 * @param {string} version as `process.versions.node` says it
 */
export function needsOwnNode(version) {
  return Number(version.split('.')[0]) < MINIMUM_MAJOR;
}
