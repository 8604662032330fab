import { useState } from 'react';
import type { RunFeed } from './follow-run.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { Icon } from '../../ui/icon.tsx';
import { eventLine } from './event-line.ts';
import type { RunHistory } from './run-history.ts';

type EventsPanelProps = { run: RunHistory; feed: RunFeed; jobId: string };

const SHOWN = 60;
const time = new Intl.DateTimeFormat('en-GB', { timeStyle: 'medium' });

/** The run's own words, newest first, and how the wire to the node is. */
export function EventsPanel({ run, feed, jobId }: EventsPanelProps) {
  const [all, setAll] = useState(false);
  const newest = run.events.toReversed();
  const lines = (all ? newest : newest.slice(0, SHOWN)).map(eventLine);
  return (
    <section className="panel" aria-label="Events">
      <div className="panel-head">
        <h2>Events</h2>
        <div className="row">
          {run.events.length > 0 && (
            <Button look="ghost" size="sm" onClick={() => download(run, jobId)}>
              <Icon name="download" size="sm" />
              Log
            </Button>
          )}
          <FeedBadge feed={feed} />
        </div>
      </div>
      {feed.state === 'broken' && (
        <p className="small warn log-more" role="status">
          {feed.message}. Trying again; what is shown is the last that was heard.
        </p>
      )}
      <div className="log mono" role="log" aria-label="Events of the run" tabIndex={0}>
        <ol>
          {lines.map((line) => (
            <li key={line.seq}>
              <time dateTime={new Date(line.timeMs).toISOString()}>{time.format(line.timeMs)}</time>
              <span className="muted">{line.word}</span>
              <span className={line.tone}>{line.text}</span>
            </li>
          ))}
          {lines.length === 0 && (
            <li>
              <span />
              <span />
              <span className="muted">Nothing has been said yet.</span>
            </li>
          )}
        </ol>
      </div>
      {!all && newest.length > SHOWN && (
        <div className="log-more">
          <Button look="ghost" size="sm" onClick={() => setAll(true)}>
            {newest.length - SHOWN} earlier
          </Button>
        </div>
      )}
    </section>
  );
}

function FeedBadge({ feed }: { feed: RunFeed }) {
  switch (feed.state) {
    case 'connecting':
      return <Badge live>Connecting</Badge>;
    case 'live':
      return (
        <Badge tone="ok" live>
          Live
        </Badge>
      );
    case 'broken':
      return <Badge tone="warn">Reconnecting</Badge>;
    case 'ended':
      return <Badge>Ended</Badge>;
    case 'unknown':
      return <Badge>Not on this node</Badge>;
  }
}

/** The events as JSON lines. */
function download(run: RunHistory, jobId: string): void {
  const text = run.events.map((event) => JSON.stringify(event)).join('\n');
  const url = URL.createObjectURL(new Blob([`${text}\n`], { type: 'application/jsonl' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = `run-${jobId.replace(':', '-')}.jsonl`;
  link.click();
  URL.revokeObjectURL(url);
}
