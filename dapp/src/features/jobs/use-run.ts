import { useEffect, useState } from 'react';
import { useConfig } from '../../lib/use-config.ts';
import { followRun } from './follow-run.ts';
import type { RunFeed } from './follow-run.ts';
import { keptRun, keepRun } from './kept-run.ts';
import { appendEvents } from './run-history.ts';
import type { RunHistory } from './run-history.ts';

/** A run as it is told by the node, and how the wire is. What an earlier visit saw is there at once. */
export function useRun(jobId: string): { run: RunHistory; feed: RunFeed } {
  const { nodeUrl } = useConfig();
  const [run, setRun] = useState(() => keptRun(localStorage, jobId));
  const [feed, setFeed] = useState<RunFeed>({ state: 'connecting' });

  useEffect(() => {
    const stop = new AbortController();
    let held = keptRun(localStorage, jobId);
    setRun(held);
    void followRun({
      url: `${nodeUrl.replace(/\/$/, '')}/jobs/${jobId}/events`,
      lastSeq: held.lastSeq,
      signal: stop.signal,
      onFeed: setFeed,
      onEvents(events) {
        held = appendEvents(held, events);
        setRun(held);
        keepRun(localStorage, jobId, held);
      },
    });
    return () => stop.abort();
  }, [jobId, nodeUrl]);

  return { run, feed };
}
