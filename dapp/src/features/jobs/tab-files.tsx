import { useState } from 'react';
import { classNames } from '../../ui/class-names.ts';
import type { IconName } from '../../ui/icon-names.ts';
import { Icon } from '../../ui/icon.tsx';

type TabFilesProps = {
  title: string;
  icon: IconName;
  /** What may be chosen. */
  words: string;
  accept: string;
  multiple?: boolean;
  /** What has been. */
  chosen: string | undefined;
  problem: string | undefined;
  onFiles: (files: readonly File[]) => void;
};

/** Takes files. The field lies over the whole area, so that they may be chosen there or dropped. */
export function TabFiles({ title, icon, words, accept, multiple, chosen, problem, onFiles }: TabFilesProps) {
  const [over, setOver] = useState(false);
  const below = problem ?? chosen ?? words;
  return (
    <label className={classNames('tab-files', over && 'is-over', chosen !== undefined && 'is-chosen')}>
      <Icon name={chosen === undefined ? icon : 'check'} size="lg" />
      <strong>{title}</strong>
      <span className={classNames('small break', problem === undefined ? 'muted' : 'danger')} role="status">
        {below}
      </span>
      <input
        type="file"
        accept={accept}
        multiple={multiple === true}
        onDragEnter={() => setOver(true)}
        onDragLeave={() => setOver(false)}
        onDrop={() => setOver(false)}
        onChange={({ target }) => onFiles([...(target.files ?? [])])}
      />
    </label>
  );
}
