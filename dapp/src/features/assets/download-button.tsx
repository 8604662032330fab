import type { FileEntry } from '@cultivar/sdk/spec';
import { useState } from 'react';
import { downloadChecked } from '../../lib/content/download-checked.ts';
import { byteSize } from '../../lib/format/byte-size.ts';
import { useConfig } from '../../lib/use-config.ts';
import { Button } from '../../ui/button.tsx';
import { Icon } from '../../ui/icon.tsx';
import { showToast } from '../../ui/toast-store.ts';

type State = { phase: 'idle' } | { phase: 'loading'; received: number } | { phase: 'done' };

/** Fetches a file, hashes it in this page, and only then saves it. */
export function DownloadButton({ file }: { file: FileEntry }) {
  const { contentUrl } = useConfig();
  const [state, setState] = useState<State>({ phase: 'idle' });
  const download = async () => {
    setState({ phase: 'loading', received: 0 });
    try {
      const onBytes = (received: number) => setState({ phase: 'loading', received });
      save(await downloadChecked(contentUrl, file, onBytes), file.name);
      setState({ phase: 'done' });
      const body = `${byteSize(file.size)} that hash to ${file.sha256}`;
      showToast({ tone: 'ok', title: `${file.name} is what the manifest says`, body });
    } catch (error) {
      setState({ phase: 'idle' });
      showToast({ tone: 'danger', title: `${file.name} was not saved`, body: (error as Error).message });
    }
  };
  if (state.phase === 'loading') {
    const percent = Math.floor((state.received / Math.max(file.size, 1)) * 100);
    return (
      <span
        className="small muted download-share"
        role="progressbar"
        aria-valuenow={percent}
        aria-label={file.name}
      >
        {percent} %
      </span>
    );
  }
  return (
    <Button
      look="ghost"
      size="sm"
      square
      aria-label={
        state.phase === 'done' ? `${file.name} checked; download again` : `Download and check ${file.name}`
      }
      onClick={download}
    >
      <Icon name={state.phase === 'done' ? 'proven' : 'download'} />
    </Button>
  );
}

function save(bytes: Blob, name: string): void {
  const url = URL.createObjectURL(bytes);
  const link = document.createElement('a');
  link.href = url;
  link.download = name.split('/').at(-1) ?? name;
  link.click();
  URL.revokeObjectURL(url);
}
