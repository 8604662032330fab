import { useEffect } from 'react';

/** Names the document after the page, for tabs, history and screen readers. */
export function usePageTitle(title: string | undefined): void {
  useEffect(() => {
    document.title = title ? `${title} · Cultivar` : 'Cultivar';
  }, [title]);
}
