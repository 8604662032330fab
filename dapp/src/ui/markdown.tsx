import { useMemo } from 'react';
import { renderMarkdown } from './render-markdown.ts';

/** A card or a reply in Markdown by somebody we do not know. */
export function Markdown({ text }: { text: string }) {
  const html = useMemo(() => renderMarkdown(text), [text]);
  return <div className="prose markdown" dangerouslySetInnerHTML={{ __html: html }} />;
}
