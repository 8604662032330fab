import { useIndexState } from '../../lib/use-index-state.ts';
import { Note } from '../../ui/note.tsx';

const WORTH_SAYING_BLOCKS = 25;

/** Says so when the index is so far behind that prices and lists may have changed. */
export function StaleNote() {
  const state = useIndexState();
  if (state.state === 'broken') {
    return (
      <Note tone="warn">
        The index stopped at block {state.block.toLocaleString('en-GB')}; what is newer is not shown.
      </Note>
    );
  }
  if (state.state !== 'up' || (state.behindBlocks ?? 0) < WORTH_SAYING_BLOCKS) return null;
  return (
    <Note tone="warn">
      The index is {state.behindBlocks?.toLocaleString('en-GB')} blocks behind the chain. Prices are checked
      again before you sign.
    </Note>
  );
}
