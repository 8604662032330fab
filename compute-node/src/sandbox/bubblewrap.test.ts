import { expect, it } from 'vitest';
import { bubblewrap } from './bubblewrap.ts';

const PATHS = { read: ['/code'], write: ['/out'] };

it('shows no device but those of every program', () => {
  expect(bubblewrap(false).wrap(['node'], PATHS)).not.toContain('--dev-bind-try');
});

it('shows the devices that an engine works on, where they are there', () => {
  const command = bubblewrap(false).wrap(['node'], { ...PATHS, devices: ['/dev/nvidia0'] });
  const at = command.indexOf('--dev-bind-try');
  expect(command.slice(at, at + 3)).toEqual(['--dev-bind-try', '/dev/nvidia0', '/dev/nvidia0']);
  expect(at).toBeGreaterThan(command.indexOf('--dev'));
  expect(at).toBeLessThan(command.indexOf('--'));
});
