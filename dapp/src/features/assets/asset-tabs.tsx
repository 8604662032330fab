import { useEffect, useState } from 'react';
import type { AssetDetail, AssetManifest } from './asset-detail.ts';
import { assetSections } from './section-list.ts';

/** Links to the sections of an asset's page; the one in view is marked. */
export function AssetTabs({ asset, manifest }: { asset: AssetDetail; manifest: AssetManifest | undefined }) {
  const sections = assetSections(asset, manifest);
  const current = useSectionInView(sections.map(({ id }) => id).join(' '));
  return (
    <nav className="tabs scroll-x asset-tabs" aria-label="Asset">
      {sections.map(({ id, title, count }) => (
        <a key={id} href={`#${id}`} aria-current={id === current ? 'location' : undefined}>
          {title}
          {count !== undefined && <span className="n">{count}</span>}
        </a>
      ))}
    </nav>
  );
}

/** The section that fills the upper part of the window. */
function useSectionInView(ids: string): string | undefined {
  const [current, setCurrent] = useState(ids.split(' ')[0]);
  useEffect(() => {
    const sections = ids.split(' ').flatMap((id) => document.getElementById(id) ?? []);
    const seen = new Map<string, boolean>();
    const observer = new IntersectionObserver(
      (entries) => {
        for (const { target, isIntersecting } of entries) seen.set(target.id, isIntersecting);
        const first = sections.find(({ id }) => seen.get(id));
        if (first) setCurrent(first.id);
      },
      { rootMargin: '-72px 0px -60% 0px' },
    );
    for (const section of sections) observer.observe(section);
    return () => observer.disconnect();
  }, [ids]);
  return current;
}
