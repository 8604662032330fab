import type { Sandbox, SandboxPaths } from './sandbox.ts';

const NOBODY = 65534;
const INFO_FD = 3;
const SYSTEM = ['/usr', '/lib', '/lib64', '/bin', '/sbin', '/etc/ld.so.cache', '/sys/devices/system/cpu'];

/**
 * bubblewrap: no network, no processes but its own, the system read-only, an empty /tmp and /home, no capabilities,
 * dies with the node.
 *
 * @param dropUser Run as nobody instead of root; only root can.
 */
export function bubblewrap(dropUser: boolean): Sandbox {
  const drop = ['setpriv', '--reuid', String(NOBODY), '--regid', String(NOBODY), '--clear-groups'];
  return {
    kind: 'bubblewrap',
    infoFd: INFO_FD,
    ...(dropUser ? { uid: NOBODY } : {}),
    wrap: (command, paths) => [...(dropUser ? drop : []), 'bwrap', ...flags(paths), '--', ...command],
  };
}

function flags(paths: SandboxPaths): string[] {
  return [
    '--unshare-all',
    '--die-with-parent',
    '--new-session',
    // The trainer itself gets our SIGTERM, to stop with a checkpoint: bwrap would not pass it on.
    '--as-pid-1',
    ...['--info-fd', String(INFO_FD)],
    '--cap-drop',
    'ALL',
    '--clearenv',
    ...[
      '--setenv',
      'PATH',
      '/usr/bin:/bin',
      '--setenv',
      'ORT_DISABLE_TELEMETRY',
      '1',
      '--setenv',
      'HOME',
      '/tmp',
    ],
    ...SYSTEM.flatMap((path) => ['--ro-bind-try', path, path]),
    ...['--proc', '/proc', '--dev', '/dev', '--tmpfs', '/tmp'],
    ...paths.read.flatMap((path) => ['--ro-bind', path, path]),
    ...paths.write.flatMap((path) => ['--bind', path, path]),
    ...(paths.devices ?? []).flatMap((path) => ['--dev-bind-try', path, path]),
    '--chdir',
    '/',
  ];
}
