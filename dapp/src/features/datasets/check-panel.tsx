import type { DatasetDescription } from '@cultivar/trainer/browser';
import { byteSize } from '../../lib/format/byte-size.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { Note } from '../../ui/note.tsx';
import { Panel } from '../../ui/panel.tsx';
import { RowPreview } from '../../ui/row-preview.tsx';
import type { FileCheck } from './use-dataset-file.ts';

type CheckPanelProps = { file: File; check: FileCheck; onOther: () => void };

const NAMED = 8;
const count = (value: number) => value.toLocaleString('en-GB');

/** What reading a file through has shown: how many rows it has, which cannot be used, and the first that can. */
export function CheckPanel({ file, check, onOther }: CheckPanelProps) {
  return (
    <>
      <Panel
        title={<span className="break">{file.name}</span>}
        note={
          <span className="row">
            <CheckBadge check={check} />
            {byteSize(file.size)}
            <Button look="ghost" size="sm" onClick={onOther}>
              Another file
            </Button>
          </span>
        }
      >
        {check.state === 'reading' && (
          <p className="small muted" role="status">
            Reading the rows{check.rows > 0 && `, ${count(check.rows)} so far`}
          </p>
        )}
        {check.state === 'refused' && <Note tone="danger">{check.message}</Note>}
        {check.state === 'checked' && <BadRows description={check.description} />}
      </Panel>
      {check.state === 'checked' && check.description.preview.length > 0 && (
        <section aria-label="First rows">
          <RowPreview rows={check.description.preview} />
        </section>
      )}
    </>
  );
}

function CheckBadge({ check }: { check: FileCheck }) {
  if (check.state === 'reading') return <Badge live>reading</Badge>;
  if (check.state === 'refused') return <Badge tone="danger">cannot be used</Badge>;
  return <Badge tone="ok">{rowsOf(check.description.rows)}</Badge>;
}

function BadRows({ description }: { description: DatasetDescription }) {
  const { badRows, badRowCount, rows } = description;
  if (badRowCount === 0) return <p className="small muted">Every row can be used.</p>;
  const more = badRowCount - Math.min(badRows.length, NAMED);
  return (
    <Note tone="warn">
      <p>
        {count(badRowCount)} of {count(rows + badRowCount)} rows cannot be used. A run passes over them, or
        stops at the first, as its requester wants.
      </p>
      <ul className="bad-rows">
        {badRows.slice(0, NAMED).map(({ row, reason }) => (
          <li key={row}>
            <span className="mono">row {count(row)}</span> {reason}
          </li>
        ))}
        {more > 0 && <li className="muted">and {count(more)} more</li>}
      </ul>
    </Note>
  );
}

function rowsOf(rows: number): string {
  return rows === 1 ? '1 row' : `${count(rows)} rows`;
}
