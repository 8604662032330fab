import { VoucherPage } from '../features/vouchers/voucher-page.tsx';

/** `/voucher#…`: a voucher that a seller has sent. */
export function VoucherRoute() {
  return <VoucherPage />;
}
