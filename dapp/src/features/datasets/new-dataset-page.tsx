import './datasets.css';
import { useState } from 'react';
import { usePageTitle } from '../../lib/use-page-title.ts';
import { CheckPanel } from './check-panel.tsx';
import { DatasetForm } from './dataset-form.tsx';
import { FileDrop } from './file-drop.tsx';
import { FormatFields } from './format-fields.tsx';
import { useDatasetFile } from './use-dataset-file.ts';

/** Brings one's own rows: a file is read and checked in the page, described, stored and registered. */
export function NewDatasetPage() {
  usePageTitle('New dataset');
  const [file, setFile] = useState<File>();
  return (
    <>
      <header className="page-head">
        <div className="stack stack-4">
          <h1>New dataset</h1>
          <p className="muted">Your rows, checked here before anything leaves this page.</p>
        </div>
      </header>
      {file === undefined ? (
        <FileDrop onFile={setFile} />
      ) : (
        <FileToRegister
          key={`${file.name} ${file.size} ${file.lastModified}`}
          file={file}
          onOther={() => setFile(undefined)}
        />
      )}
    </>
  );
}

function FileToRegister({ file, onOther }: { file: File; onOther: () => void }) {
  const { first, format, setFormat, check } = useDatasetFile(file);
  return (
    <div className="split">
      <div className="stack stack-16">
        {first && format && <FormatFields first={first} format={format} onFormat={setFormat} />}
        <CheckPanel file={file} check={check} onOther={onOther} />
      </div>
      <aside className="aside" aria-label="Register">
        <DatasetForm
          file={file}
          format={format}
          description={check.state === 'checked' ? check.description : undefined}
        />
      </aside>
    </div>
  );
}
