import { useId, useState } from 'react';
import { percentBps } from '../../lib/format/percent-bps.ts';
import { tokenAmount } from '../../lib/format/token-amount.ts';
import { Facts } from '../../ui/facts.tsx';
import { Icon } from '../../ui/icon.tsx';
import { Panel } from '../../ui/panel.tsx';
import { useNow } from '../../lib/use-now.ts';
import { useWallet } from '../../lib/wallet/wallet-context.ts';
import type { AssetDetail } from './asset-detail.ts';
import { BuyButton } from './buy-button.tsx';
import { HeldLicenseNote } from './held-license-note.tsx';
import { useHeldLicense } from './use-held-license.ts';
import { currencyOf } from '../../lib/format/currency-of.ts';
import { LICENSE_RIGHTS } from './license-rights.ts';
import { offerTerm } from './offer-term.ts';
import type { OfferView } from './offer-view.ts';

/** The offers that stand, what the chosen one allows and costs, and the act that buys it. */
export function BuyBox({ asset }: { asset: AssetDetail }) {
  const standing = asset.offers.filter((offer) => offer.standing);
  const [chosenId, setChosenId] = useState(standing[0]?.offerId);
  const [bought, setBought] = useState(false);
  const { session } = useWallet();
  const held = useHeldLicense(asset.tokenId, session?.evmAccount, bought);
  const nowMs = useNow();
  const chosen = standing.find(({ offerId }) => offerId === chosenId) ?? standing[0];
  if (!chosen) return <NotForSale asset={asset} />;
  const { symbol, decimals } = currencyOf(chosen.terms.currency);
  const price = `${tokenAmount(chosen.terms.price, decimals)} ${symbol}`;
  return (
    <section className="panel buy" id="buy">
      <div className="panel-head">
        <h2>Buy a licence</h2>
      </div>
      <Offers offers={standing} chosen={chosen} onChoose={setChosenId} />
      <div className="panel-body stack stack-12">
        <Rights offer={chosen} royaltyBps={asset.royaltyBps} />
        <Facts
          facts={[
            { label: 'Licence', value: price },
            { label: 'Network fee', value: 'estimated before you sign' },
            { label: 'You pay at most', value: `${price} + fee`, total: true },
          ]}
        />
        <HeldLicenseNote held={held.data} expected={bought} nowMs={nowMs} />
        <BuyButton asset={asset} offer={chosen} onBought={() => setBought(true)} />
        <p className="hint">
          You sign one message, the purchase. The licence comes back as a token of yours; files are public
          content.
        </p>
      </div>
    </section>
  );
}

function Offers(props: { offers: OfferView[]; chosen: OfferView; onChoose: (offerId: bigint) => void }) {
  const name = useId();
  return (
    <fieldset className="options">
      <legend className="sr">Licence</legend>
      {props.offers.map((offer) => {
        const term = offerTerm(offer.terms);
        const { symbol, decimals } = currencyOf(offer.terms.currency);
        return (
          <label className="option" key={String(offer.offerId)}>
            <input
              type="radio"
              name={name}
              checked={offer === props.chosen}
              onChange={() => props.onChoose(offer.offerId)}
            />
            <span className="grow">
              <strong>{term.name}</strong>
              <span className="small muted block">{term.covers}</span>
            </span>
            <span className="right nowrap">
              <strong>{tokenAmount(offer.terms.price, decimals)}</strong>
              <span className="small muted block">
                {symbol}
                {term.per}
              </span>
            </span>
          </label>
        );
      })}
    </fieldset>
  );
}

function Rights({ offer, royaltyBps }: { offer: OfferView; royaltyBps: number }) {
  return (
    <ul className="rights small">
      {LICENSE_RIGHTS.map(({ bit, name }) => {
        const granted = (offer.terms.rights & bit) !== 0;
        const share = name === 'Derive' && granted ? `, ${percentBps(royaltyBps)}` : '';
        return (
          <li key={bit} className={granted ? 'ok' : 'no'}>
            <Icon name={granted ? 'check' : 'x'} size="sm" />
            <span>
              <span className="sr">{granted ? '' : 'not: '}</span>
              {name}
              {share}
            </span>
          </li>
        );
      })}
    </ul>
  );
}

function NotForSale({ asset }: { asset: AssetDetail }) {
  const open = asset.policy === 'open';
  return (
    <div id="buy">
      <Panel title={open ? 'Free to use' : 'No licence on offer'}>
        <p className="muted">
          {open
            ? `Its files are public and anyone may derive from it. ${
                asset.royaltyBps > 0
                  ? `Sales of what is made from it pay ${percentBps(asset.royaltyBps)} to its owner.`
                  : 'Nothing is due to its owner.'
              }`
            : 'Its owner offers no licence now. Offers that are made appear here.'}
        </p>
        <Facts facts={[{ label: 'Licence text', value: asset.license ?? 'none given' }]} />
      </Panel>
    </div>
  );
}
