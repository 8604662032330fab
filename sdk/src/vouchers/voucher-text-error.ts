/** What was given as a voucher is none. */
export class VoucherTextError extends Error {
  override readonly name = 'VoucherTextError';
  /** Which part is wrong, e.g. `price`; undefined when it is not even the text of one. */
  readonly field: string | undefined;

  constructor(problem: string, field?: string, options?: ErrorOptions) {
    super(
      field === undefined ? `this is no voucher: ${problem}` : `this voucher’s ${field} is wrong: ${problem}`,
      options,
    );
    this.field = field;
  }
}
