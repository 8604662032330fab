import { Icon } from '../../ui/icon.tsx';
import type { JobStage } from './job-stages.ts';

const time = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit' });
const day = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short' });

/** The way of a job, one mark a stage. */
export function StageSteps({ stages, nowMs }: { stages: readonly JobStage[]; nowMs: number }) {
  return (
    <ol className="steps" aria-label="Stages">
      {stages.map((stage) => (
        <li
          key={stage.name}
          className={stage.state}
          aria-current={stage.state === 'now' ? 'step' : undefined}
          style={{ '--done': `${Math.round((stage.progress ?? 0) * 100)}%` } as React.CSSProperties}
        >
          <span className="steps-mark">
            {stage.state === 'done' && <Icon name="check" size="sm" />}
            {stage.state === 'lost' && <Icon name="x" size="sm" />}
          </span>
          <strong>{stage.name}</strong>
          <span className={stage.state === 'now' ? 'small' : 'small subtle'}>
            {stage.words ?? when(stage.atMs, nowMs)}
          </span>
          <span className="small subtle steps-where">{stage.where}</span>
        </li>
      ))}
    </ol>
  );
}

function when(atMs: number | undefined, nowMs: number): string {
  if (atMs === undefined) return ' ';
  return Math.abs(nowMs - atMs) < 20 * 3_600_000 ? time.format(atMs) : day.format(atMs);
}
