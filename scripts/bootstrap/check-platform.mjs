import { Complaint } from './complaint.mjs';
import { nodePackage } from './node-package.mjs';

/**
 * Refuses a platform that some part has no binary for.
 *
 * @param {{ platform: string, arch: string, libc: 'glibc' | 'other' }} host
 * @throws {Complaint}
 */
export function checkPlatform({ platform, arch, libc }) {
  if (platform === 'win32') {
    throw new Complaint('Windows is not supported by itself; run this inside WSL 2 (Ubuntu or Debian).');
  }
  if (platform === 'linux' && libc !== 'glibc') {
    throw new Complaint(
      'this Linux has no glibc, which the model runtime and graph-node need; use Debian, Ubuntu or Fedora.',
    );
  }
  nodePackage(platform, arch);
}

/** Which C library this Node runs on. */
export function hostLibc() {
  const report = /** @type {{ header?: { glibcVersionRuntime?: string } }} */ (
    process.report?.getReport() ?? {}
  );
  return report.header?.glibcVersionRuntime ? 'glibc' : 'other';
}
