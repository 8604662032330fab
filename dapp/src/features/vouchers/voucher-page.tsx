import './vouchers.css';
import { useLocation, useNavigate } from '@tanstack/react-router';
import { usePageTitle } from '../../lib/use-page-title.ts';
import { Failure } from '../../ui/failure.tsx';
import { Note } from '../../ui/note.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { VoucherForm } from './voucher-form.tsx';
import { VoucherView } from './voucher-view.tsx';
import { useVoucher } from './use-voucher.ts';

/** Opens a voucher: what it grants, whether it still counts, and the act that buys with it. */
export function VoucherPage() {
  usePageTitle('Voucher');
  const text = useLocation({ select: ({ hash }) => hash });
  const navigate = useNavigate();
  const voucher = useVoucher(text);
  const none = voucher.error?.name === 'VoucherTextError' ? voucher.error : undefined;
  return (
    <>
      <header className="page-head">
        <div className="stack stack-4">
          <h1>Voucher</h1>
          <p className="muted">A price that a seller has signed for one account</p>
        </div>
      </header>
      {text !== '' && voucher.isPending && (
        <div className="stack stack-16" role="status" aria-label="Checking the voucher">
          <Skeleton height="96px" />
          <Skeleton height="200px" />
        </div>
      )}
      {voucher.data && <VoucherView facts={voucher.data} />}
      {voucher.error && !none && !voucher.data && (
        <Failure
          title="The voucher cannot be checked"
          error={voucher.error}
          onRetry={() => void voucher.refetch()}
        />
      )}
      {(text === '' || none) && (
        <div className="stack stack-16 voucher-paste">
          {none && <Note tone="danger">It cannot be used: {none.message}.</Note>}
          <VoucherForm onOpen={(hash) => void navigate({ to: '/voucher', hash })} />
        </div>
      )}
    </>
  );
}
