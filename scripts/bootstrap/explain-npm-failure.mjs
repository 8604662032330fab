/**
 * One line for a person out of what npm printed when it failed.
 *
 * @param {string} doing what was being done, as `installing the packages`
 * @param {string} output everything npm printed
 */
export function explainNpmFailure(doing, output) {
  for (const [pattern, line] of CAUSES) {
    if (pattern.test(output)) return `${doing} failed: ${line}`;
  }
  const lines = output.split('\n').map((text) => text.replace(/^npm (error|ERR!)\s*/i, '').trim());
  const first =
    lines.find((text) => text && !/^(code|npm warn|A complete log)/i.test(text)) ?? 'npm said nothing';
  return `${doing} failed: ${first}`;
}

const CAUSES = /** @type {const} */ ([
  [/ENOSPC|no space left/i, 'the disk is full; free about 4 GB and run this again.'],
  [
    /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|EHOSTUNREACH|network (request|timeout)|UNABLE_TO_GET_ISSUER/i,
    'the npm registry cannot be reached; check the network (or the proxy and registry npm is set to) and run this again.',
  ],
  [/ENOTCACHED/, 'npm is set to work offline and a package is not in its cache; unset npm_config_offline.'],
  [/E401|E403|ENEEDAUTH/, 'the npm registry refused access; check the registry and token npm is set to.'],
  [/EINTEGRITY/, 'a package does not match the lockfile; run `npm cache clean --force` and run this again.'],
  [/EACCES|EPERM|EROFS/, 'a folder cannot be written; check who owns the project folder and the npm cache.'],
  [
    /EUSAGE|can only install packages when/i,
    'package.json and package-lock.json disagree; restore both from git.',
  ],
]);
