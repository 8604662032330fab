import './licenses.css';
import { Link } from '@tanstack/react-router';
import { moment } from '../../lib/format/moment.ts';
import { shortHex } from '../../lib/format/short-hex.ts';
import { useNow } from '../../lib/use-now.ts';
import { useWallet } from '../../lib/wallet/wallet-context.ts';
import { buttonClass } from '../../ui/button.tsx';
import { CopyButton } from '../../ui/copy-button.tsx';
import { Cover } from '../../ui/cover.tsx';
import { Facts } from '../../ui/facts.tsx';
import { Icon } from '../../ui/icon.tsx';
import type { LicenseDetail } from './license-detail.ts';
import { RenewalsList } from './renewals-list.tsx';
import { SeatsTable } from './seats-table.tsx';
import { TermPanel } from './term-panel.tsx';
import { UnitsPanel } from './units-panel.tsx';
import { UsagesTable } from './usages-table.tsx';

/** One licence: how long it is good, what is left of it, who else may use it, and what its owner can do. */
export function LicensePage({ license }: { license: LicenseDetail }) {
  const nowMs = useNow(10_000);
  const { session } = useWallet();
  const isOwner = session?.evmAccount.toLowerCase() === license.owner.toLowerCase();
  return (
    <>
      <LicenseHead license={license} isOwner={isOwner} />
      <div className="split license-split">
        <div>
          {license.seatCount > 0 && <SeatsTable license={license} isOwner={isOwner} nowMs={nowMs} />}
          {license.units && <UsagesTable usages={license.usages} nowMs={nowMs} />}
          <RenewalsList renewals={license.renewals} />
        </div>
        <aside className="aside" aria-label="Term and facts">
          <TermPanel license={license} nowMs={nowMs} />
          {license.units && <UnitsPanel units={license.units} perPayment={license.terms.uses} />}
          <div className="license-facts">
            <LicenseFacts license={license} isOwner={isOwner} />
          </div>
        </aside>
      </div>
    </>
  );
}

function LicenseHead({ license, isOwner }: { license: LicenseDetail; isOwner: boolean }) {
  const { asset, serial, offerId } = license;
  return (
    <header className="page-head">
      <div className="row row-16 top">
        <Cover digest={asset.digest} kind={asset.kind} square className="license-cover" />
        <div className="stack stack-4">
          <p className="row small muted">
            <Link to="/my">Yours</Link>
            <Icon name="right" size="sm" />
            <span>
              Licence {serial} of offer {offerId.toString()}
            </span>
          </p>
          <h1 className="break">{asset.name}</h1>
          <p className="muted">
            {isOwner ? 'You hold this licence' : `Held by ${shortHex(license.owner)}`}: {rightsOf(license)}
          </p>
        </div>
      </div>
      <div className="row wrap">
        <Link to="/a/$assetId" params={{ assetId: asset.id }} className={buttonClass()}>
          Open the {asset.kind}
        </Link>
        {(asset.kind === 'adapter' || asset.kind === 'model') && (
          <Link to="/playground" search={{ model: asset.id }} className={buttonClass({ look: 'light' })}>
            <Icon name="play" size="sm" />
            Try it
          </Link>
        )}
      </div>
    </header>
  );
}

function rightsOf({ allowsCommercial, allowsDerive, allowsTransfer }: LicenseDetail): string {
  const rights = [
    'use',
    allowsCommercial && 'commercial use',
    allowsDerive && 'derived works',
    allowsTransfer && 'resale',
  ];
  return rights.filter(Boolean).join(', ');
}

function LicenseFacts({ license, isOwner }: { license: LicenseDetail; isOwner: boolean }) {
  const token = license.licenseId.toString();
  return (
    <Facts
      facts={[
        { label: 'Bought', value: moment(license.boughtAtMs) },
        { label: 'Owner', value: isOwner ? 'you' : <span className="mono">{shortHex(license.owner)}</span> },
        {
          label: 'Passed on',
          value: license.allowsTransfer ? 'yes, a day after it last moved' : 'no, it stays with its owner',
        },
        {
          label: 'Token',
          value: (
            <span className="row license-token">
              <span className="mono">{shortHex(`0x${license.licenseId.toString(16)}`)}</span>
              <CopyButton text={token} label="token id" />
            </span>
          ),
        },
      ]}
    />
  );
}
