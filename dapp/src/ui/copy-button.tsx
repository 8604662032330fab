import { useState } from 'react';
import { Button } from './button.tsx';
import { Icon } from './icon.tsx';
import { showToast } from './toast-store.ts';

const SHOWN_MS = 1_600;

/** Copies `text`; the label says of what, e.g. `digest of model.gguf`. */
export function CopyButton({ text, label }: { text: string; label: string }) {
  const [copied, setCopied] = useState(false);
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text);
    } catch {
      showToast({ tone: 'danger', title: 'The browser did not let this page copy', body: text });
      return;
    }
    setCopied(true);
    setTimeout(() => setCopied(false), SHOWN_MS);
  };
  return (
    <Button look="ghost" size="sm" square aria-label={copied ? 'Copied' : `Copy ${label}`} onClick={copy}>
      <Icon name={copied ? 'check' : 'copy'} />
    </Button>
  );
}
