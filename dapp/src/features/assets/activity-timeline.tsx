import { Link } from '@tanstack/react-router';
import { relativeTime } from '../../lib/format/relative-time.ts';
import { shortHex } from '../../lib/format/short-hex.ts';
import { classNames } from '../../ui/class-names.ts';
import type { ActivityItem } from './asset-detail.ts';

/** What happened, newest first. */
export function ActivityTimeline({ items, nowMs }: { items: readonly ActivityItem[]; nowMs: number }) {
  return (
    <ul className="timeline">
      {items.map((item) => (
        <li key={item.key} className={classNames(item.settled && 'is-key')}>
          <span>
            {item.text}{' '}
            {item.account !== undefined && (
              <Link to="/u/$address" params={{ address: item.account }} className="mono">
                {shortHex(item.account)}
              </Link>
            )}
            {item.note !== undefined && <span className="small subtle block">{item.note}</span>}
          </span>
          <time className="small subtle nowrap" dateTime={new Date(item.timeMs).toISOString()}>
            {relativeTime(item.timeMs, nowMs)}
          </time>
        </li>
      ))}
    </ul>
  );
}
