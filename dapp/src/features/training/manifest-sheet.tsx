import { useState } from 'react';
import { byteSize } from '../../lib/format/byte-size.ts';
import { shortHex } from '../../lib/format/short-hex.ts';
import { Button } from '../../ui/button.tsx';
import { CodeBlock } from '../../ui/code-block.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Field } from '../../ui/field.tsx';
import { Note } from '../../ui/note.tsx';
import { checkManifest } from './check-manifest.ts';
import type { CheckedManifest } from './check-manifest.ts';

type ManifestSheetProps = {
  manifest: Record<string, unknown>;
  checked: CheckedManifest;
  onLoad: (manifest: Record<string, unknown>) => void;
};

/** The manifest as it will be stored, with its digest; and a way to load one. */
export function ManifestSheet({ manifest, checked, onLoad }: ManifestSheetProps) {
  const [open, setOpen] = useState<'show' | 'load'>();
  return (
    <div className="row">
      <Button onClick={() => setOpen('load')}>Load</Button>
      <Button onClick={() => setOpen('show')}>Manifest</Button>
      <Dialog
        open={open === 'show'}
        onOpenChange={(next) => setOpen(next ? 'show' : undefined)}
        title="Manifest"
        form="sheet"
      >
        {checked.ok ? (
          <p className="small muted">
            {byteSize(checked.sizeBytes)} of canonical JSON, digest{' '}
            <span className="mono break">{shortHex(checked.digest)}</span>. The creator becomes the account
            that signs.
          </p>
        ) : (
          <Problems problems={checked.problems} />
        )}
        <CodeBlock
          code={JSON.stringify(checked.ok ? checked.manifest : manifest, null, 2)}
          label="job manifest"
        />
      </Dialog>
      <Dialog
        open={open === 'load'}
        onOpenChange={(next) => setOpen(next ? 'load' : undefined)}
        title="Load a manifest"
        form="sheet"
      >
        <Loader
          onLoad={(loaded) => {
            onLoad(loaded);
            setOpen(undefined);
          }}
        />
      </Dialog>
    </div>
  );
}

function Loader({ onLoad }: { onLoad: (manifest: Record<string, unknown>) => void }) {
  const [text, setText] = useState('');
  const [problems, setProblems] = useState<ReadonlyMap<string, string>>();
  const load = () => {
    const read = parsed(text);
    if (read === undefined) return setProblems(new Map([['', 'this is not a JSON object']]));
    const checked = checkManifest(read);
    if (!checked.ok) return setProblems(checked.problems);
    onLoad(read);
  };
  return (
    <>
      <Field
        label="A job's manifest as JSON"
        hint="Its fields are taken over; base and data stay as chosen here."
      >
        {(control) => (
          <textarea
            {...control}
            className="input mono"
            rows={16}
            spellCheck={false}
            value={text}
            onChange={(event) => setText(event.target.value)}
          />
        )}
      </Field>
      {problems && <Problems problems={problems} />}
      <Button look="light" onClick={load}>
        Take over
      </Button>
    </>
  );
}

function Problems({ problems }: { problems: ReadonlyMap<string, string> }) {
  return (
    <Note tone="danger">
      <ul className="stack stack-4">
        {[...problems].map(([path, words]) => (
          <li key={path}>
            {path && <span className="mono">{path}: </span>}
            {words}
          </li>
        ))}
      </ul>
    </Note>
  );
}

function parsed(text: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : undefined;
  } catch {
    return undefined;
  }
}
