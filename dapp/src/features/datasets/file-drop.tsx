import { useState } from 'react';
import { classNames } from '../../ui/class-names.ts';
import { Icon } from '../../ui/icon.tsx';

const TYPES = '.jsonl,.ndjson,.json,.csv,.parquet,.txt,.gz';

/** Takes one file. The field lies over the whole area, so that a file may be chosen there or dropped. */
export function FileDrop({ onFile }: { onFile: (file: File) => void }) {
  const [over, setOver] = useState(false);
  return (
    <label className={classNames('file-drop', over && 'is-over')}>
      <Icon name="grain" size="lg" />
      <strong>Drop a file of rows, or choose one</strong>
      <span className="small muted">
        JSON lines, JSON, CSV, Parquet or text. It is read in this page first.
      </span>
      <input
        type="file"
        accept={TYPES}
        onDragEnter={() => setOver(true)}
        onDragLeave={() => setOver(false)}
        onDrop={() => setOver(false)}
        onChange={({ target }) => {
          const [file] = target.files ?? [];
          if (file) onFile(file);
        }}
      />
    </label>
  );
}
