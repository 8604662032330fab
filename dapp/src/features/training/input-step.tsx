import { useId, useState } from 'react';
import type { ReactNode } from 'react';
import { byteSize } from '../../lib/format/byte-size.ts';
import { compactCount } from '../../lib/format/compact-count.ts';
import { percentBps } from '../../lib/format/percent-bps.ts';
import { Cover } from '../../ui/cover.tsx';
import { BuilderStep } from './builder-step.tsx';
import type { InputAsset } from './use-inputs.ts';

type InputStepProps = {
  number: number;
  title: string;
  assets: readonly InputAsset[];
  chosen: InputAsset;
  onChoose: (asset: InputAsset) => void;
  /** Another way to an asset, below the choice. */
  children?: ReactNode;
};

const SHOWN = 3;
const POLICIES = {
  OPEN: 'anyone may derive',
  LICENSED: 'deriving needs a licence',
  CLOSED: 'only its owner may derive',
} as const;

/** Picks what a fine-tune starts from. */
export function InputStep({ number, title, assets, chosen, onChoose, children }: InputStepProps) {
  const name = useId();
  const [query, setQuery] = useState('');
  const found = assets.filter((asset) => asset.name.toLowerCase().includes(query.toLowerCase()));
  const front = [chosen, ...found.filter(({ id }) => id !== chosen.id)].slice(0, query ? 12 : SHOWN);
  return (
    <BuilderStep
      number={number}
      title={title}
      done
      note={`${POLICIES[chosen.policy]}, ${percentBps(chosen.royaltyBps)} of later sales`}
    >
      <div className="stack stack-12">
        {assets.length > SHOWN && (
          <label className="field">
            <span className="sr">Search {title.toLowerCase()}</span>
            <input
              className="input"
              type="search"
              placeholder={`Search ${assets.length}`}
              value={query}
              onChange={(event) => setQuery(event.target.value)}
            />
          </label>
        )}
        <div className="picks">
          {front.map((asset) => (
            <label className="bpick" key={asset.id}>
              <input
                type="radio"
                name={name}
                checked={asset.id === chosen.id}
                onChange={() => onChoose(asset)}
              />
              <Cover digest={asset.digest} kind={asset.kind} square />
              <span className="grow">
                <strong className="clip block">{asset.name}</strong>
                <span className="small muted block clip">{figures(asset)}</span>
              </span>
            </label>
          ))}
        </div>
        {children}
      </div>
    </BuilderStep>
  );
}

function figures(asset: InputAsset): string {
  const size = byteSize(asset.sizeBytes);
  if (asset.rows !== undefined) return `${asset.rows.toLocaleString('en-GB')} rows · ${size}`;
  if (asset.parameters !== undefined) return `${compactCount(asset.parameters)} parameters · ${size}`;
  return size;
}
