import { execFileSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { rayTestDouble } from '../../../test/support/ray-test-double.ts';
import { RayError } from './ray-error.ts';
import { rayJobs } from './ray-jobs.ts';
import { shellQuoted } from './shell-quoted.ts';

const JOB = { id: 'cultivar-1', entrypoint: 'true' };

describe('a Ray head that does not do as asked', () => {
  it.each([
    [
      'a job that it has already',
      500,
      'Traceback …\nValueError: Job with submission_id x already exists.',
      'exists',
    ],
    ['a cluster that is not ready', 500, 'No available agent to submit job, please try again later.', 'busy'],
    ['a job that it refuses', 400, 'TypeError: entrypoint must be a string', 'refused'],
    ['an answer that is no JSON', 200, '<html>', 'malformed'],
    ['the id of another job', 200, '{"submission_id":"other"}', 'malformed'],
  ])('is told apart by %s', async (_, status, body, code) => {
    const jobs = rayJobs(await rayTestDouble(status, body));
    await expect(jobs.submit(JOB)).rejects.toMatchObject({ name: 'RayError', code });
  });

  it('says that it does not know a job', async () => {
    const jobs = rayJobs(await rayTestDouble(404, 'Job cultivar-1 does not exist'));
    const known = jobs.info('cultivar-1');
    await expect(known).rejects.toThrow('GET /api/jobs/cultivar-1: Job cultivar-1 does not exist');
    await expect(known).rejects.toMatchObject({ code: 'unknown_job', status: 404 });
  });

  it('is named where it does not answer', async () => {
    const jobs = rayJobs('http://127.0.0.1:1');
    await expect(jobs.stop('x')).rejects.toThrow(RayError);
    await expect(jobs.stop('x')).rejects.toMatchObject({ code: 'unreachable', status: undefined });
  });
});

it('quotes words so that a shell reads them back', () => {
  const words = ['/a b/uv', "it's", '$HOME `x` "y"', '--flag=1', ''];
  const said = execFileSync('sh', ['-c', `printf '%s\\n' ${words.map(shellQuoted).join(' ')}`]);
  expect(said.toString()).toBe(`${words.join('\n')}\n`);
});
