import type { CallPreview } from '../../lib/wallet/chain-writer.ts';
import type { ChainCall, Hex } from '../../lib/wallet/chain-call.ts';

/** Where a transaction stands between being wanted and being sent; what follows is its record's state. */
export type TransactionPhase =
  | { at: 'idle' }
  | { at: 'preparing' }
  | { at: 'preview'; call: ChainCall; preview: CallPreview }
  /** It cannot be done now; `message` says why in plain words. */
  | { at: 'refused'; message: string; call?: ChainCall }
  | { at: 'signing'; call: ChainCall; preview: CallPreview }
  | { at: 'sent'; hash: Hex };

export type TransactionAction =
  | { type: 'open' }
  | { type: 'previewed'; call: ChainCall; preview: CallPreview }
  | { type: 'refused'; message: string; call?: ChainCall }
  | { type: 'sign' }
  /** The person said no in the wallet: back to the preview, quietly. */
  | { type: 'declined' }
  | { type: 'sent'; hash: Hex }
  | { type: 'close' };

/** Applies an action; one that makes no sense in a phase changes nothing, so a late answer cannot reopen a closed review. */
export function transactionReducer(phase: TransactionPhase, action: TransactionAction): TransactionPhase {
  switch (action.type) {
    case 'close':
      return { at: 'idle' };
    case 'open':
      return phase.at === 'signing' ? phase : { at: 'preparing' };
    case 'previewed':
      return phase.at === 'preparing' ? { at: 'preview', call: action.call, preview: action.preview } : phase;
    case 'refused':
      if (phase.at !== 'preparing' && phase.at !== 'signing') return phase;
      return { at: 'refused', message: action.message, ...(action.call && { call: action.call }) };
    case 'sign':
      return phase.at === 'preview' ? { ...phase, at: 'signing' } : phase;
    case 'declined':
      return phase.at === 'signing' ? { ...phase, at: 'preview' } : phase;
    case 'sent':
      return phase.at === 'signing' ? { at: 'sent', hash: action.hash } : phase;
  }
}
