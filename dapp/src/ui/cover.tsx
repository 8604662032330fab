import type { AssetKind } from '@cultivar/sdk/spec';
import type { ReactNode } from 'react';
import { coverUrl } from '../lib/cover/cover-url.ts';
import { classNames } from './class-names.ts';

type CoverProps = {
  /** Digest of the asset's manifest. */
  digest: string;
  kind: AssetKind;
  /** Drawn square instead of portrait. */
  square?: boolean;
  className?: string;
  children?: ReactNode;
};

/** The generated picture of an asset. It only decorates: name and kind always stand beside it. */
export function Cover({ digest, kind, square, className, children }: CoverProps) {
  return (
    <span className={classNames('cover', className)}>
      <img src={coverUrl(digest, kind, 320, square ? 320 : 352)} alt="" loading="lazy" decoding="async" />
      {children}
    </span>
  );
}
