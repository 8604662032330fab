import type { PlantedBug } from '../planted-bug.ts';

const TREASURY = 'Treasury.sol';
const DEBIT = '        creditOf[account][currency] = credit - amount;\n';

/** Mistakes in what holds and splits money. */
export const MONEY_BUGS: readonly PlantedBug[] = [
  {
    name: 'reentrancy in a receiver',
    harm: 'A payee that comes back while it is paid takes its credit twice.',
    changes: [
      {
        file: TREASURY,
        find: 'function withdraw(address currency, address recipient, uint256 amount) external nonReentrant {',
        replace: 'function withdraw(address currency, address recipient, uint256 amount) external {',
      },
      { file: TREASURY, find: DEBIT, replace: '' },
      {
        file: TREASURY,
        find: '        if (!accepted) revert Treasury_PaymentRefused(recipient, amount);\n',
        replace: `        if (!accepted) revert Treasury_PaymentRefused(recipient, amount);\n${DEBIT}`,
      },
      {
        file: TREASURY,
        find: '            IERC20(currency).safeTransfer(recipient, amount);\n',
        replace: `            IERC20(currency).safeTransfer(recipient, amount);\n${DEBIT}`,
      },
    ],
  },
  {
    name: 'push-payment block',
    harm: 'Royalties are sent instead of credited, so an ancestor that refuses money stops every sale.',
    changes: [
      {
        file: TREASURY,
        find: '        creditOf[account][currency] += amount;\n',
        replace: `        if (currency == address(0) && reason == Reason.Royalty) {
            (bool accepted, ) = account.call{value: amount}("");
            if (!accepted) revert Treasury_PaymentRefused(account, amount);
            return;
        }
        creditOf[account][currency] += amount;
`,
      },
    ],
  },
  {
    name: 'fee-on-transfer token',
    harm: 'What a token keeps for itself is credited all the same, and somebody else pays for it.',
    changes: [
      {
        file: TREASURY,
        find: '        if (received != amount) revert Treasury_WrongTransfer(currency, amount, received);\n',
        replace: '        if (received == 0) revert Treasury_WrongTransfer(currency, amount, received);\n',
      },
    ],
  },
  {
    name: 'missing access control',
    harm: 'Anybody refunds the escrow of any job to themselves.',
    changes: [
      {
        file: TREASURY,
        find: 'function refund(uint256 jobId, address currency, address requester, uint256 amount) external onlyCore(JOB_ESCROW) {',
        replace:
          'function refund(uint256 jobId, address currency, address requester, uint256 amount) external {',
      },
    ],
  },
  {
    name: 'burn skipped',
    harm: 'What nobody gets of a slash stays in the Treasury without an owner.',
    changes: [
      {
        file: TREASURY,
        find: '        _credit(BURNT, address(0), Reason.Burn, jobId, 0, amount - sum);\n',
        replace: '',
      },
    ],
  },
  {
    name: 'dust lost',
    harm: 'The owner’s part is rounded down as well, so the parts do not sum to the price.',
    changes: [
      {
        file: 'LicenseMarket.sol',
        find: 'uint256 rest = price - split.fee - split.royalty;',
        replace: 'uint256 rest = Bps.share(price, Bps.ONE - feeBps) - split.royalty;',
      },
    ],
  },
  {
    name: 'wrong rounding direction',
    harm: 'Fees and royalties are rounded up, at the expense of whoever takes the rest.',
    changes: [
      {
        file: 'libraries/Bps.sol',
        find: 'return (amount * bps) / ONE;',
        replace: 'return (amount * bps + ONE - 1) / ONE;',
      },
    ],
  },
  {
    name: 'truncation',
    harm: 'Several licences at a very high price cost what is left of it in 128 bits.',
    changes: [
      {
        file: 'LicenseMarket.sol',
        find: 'uint256 price = unitPrice * quantity;',
        replace: 'uint256 price = uint128(unitPrice * quantity);',
      },
    ],
  },
  {
    name: 'double settlement',
    harm: 'A settled job stays submitted, so it is paid again from the escrow of others.',
    changes: [{ file: 'JobEscrow.sol', find: '        job.state = State.Settled;\n', replace: '' }],
  },
];
