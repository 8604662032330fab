import { Badge } from '../../ui/badge.tsx';
import type { Job } from './job.ts';

/** Where a job stands, in a word. */
export function JobBadge({ job }: { job: Pick<Job, 'state' | 'mode'> }) {
  switch (job.state) {
    case 'Open':
      return <Badge>Waiting for a node</Badge>;
    case 'Claimed':
      return (
        <Badge tone="info" live>
          Training
        </Badge>
      );
    case 'Submitted':
      return <Badge tone="warn">{job.mode === 'Accept' ? 'To be accepted' : 'Window open'}</Badge>;
    case 'Settled':
      return <Badge tone="ok">Settled</Badge>;
    case 'Disputed':
      return <Badge tone="danger">Disputed</Badge>;
    default:
      return <Badge tone="danger">{job.state}</Badge>;
  }
}
