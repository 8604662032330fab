import { useId } from 'react';
import { CopyButton } from '../../ui/copy-button.tsx';
import { linkOfVoucher } from './link-of-voucher.ts';

/** The link of a voucher, to select or to copy. */
export function VoucherLink({ text }: { text: string }) {
  const id = useId();
  const link = linkOfVoucher(location.origin, text);
  return (
    <div className="field">
      <div className="field-head">
        <label htmlFor={id}>Link</label>
        <CopyButton text={link} label="voucher link" />
      </div>
      <textarea
        id={id}
        className="input mono voucher-text"
        readOnly
        rows={4}
        value={link}
        onFocus={(event) => event.target.select()}
      />
    </div>
  );
}
