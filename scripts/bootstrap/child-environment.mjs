import { delimiter } from 'node:path';

/** What a person may have set for npm on purpose; every other `npm_*` variable is the outer npm talking about itself. */
const KEPT =
  /^npm_config_(registry|cache|userconfig|globalconfig|https?_proxy|proxy|noproxy|cafile|ca|strict_ssl|offline|prefer_offline|fetch_\w+)$/i;

/** Directories the outer npm puts on PATH for its own scripts. */
const PREPENDED = /(node_modules[\\/]\.bin|node-gyp-bin)$/;

/**
 * The environment for everything the bootstrap starts: the caller's, without what an outer npm added,
 * with the chosen Node first on PATH.
 *
 * @param {NodeJS.ProcessEnv} outer
 * @param {readonly string[]} binFolders searched first, in this order
 * @returns {NodeJS.ProcessEnv}
 */
export function childEnvironment(outer, binFolders) {
  /** @type {NodeJS.ProcessEnv} */
  const env = {};
  for (const [name, value] of Object.entries(outer)) {
    if (!/^npm_/i.test(name) || KEPT.test(name)) env[name] = value;
  }
  delete env.NODE;
  delete env.INIT_CWD;
  const pathName = Object.keys(env).find((name) => name.toUpperCase() === 'PATH') ?? 'PATH';
  const rest = (env[pathName] ?? '').split(delimiter).filter((folder) => folder && !PREPENDED.test(folder));
  env[pathName] = [...binFolders, ...rest].join(delimiter);
  env.npm_config_update_notifier = 'false';
  // Its install script downloads CUDA and fails the whole install where that host cannot be reached.
  env.ONNXRUNTIME_NODE_INSTALL = 'skip';
  env.ORT_DISABLE_TELEMETRY = '1';
  env.HARDHAT_DISABLE_TELEMETRY_PROMPT = 'true';
  return env;
}
