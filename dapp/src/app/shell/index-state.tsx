import { useConfig } from '../../lib/use-config.ts';
import { useIndexState } from '../../lib/use-index-state.ts';
import type { IndexState as State } from '../../lib/use-index-state.ts';

const TONES = { asking: 'subtle', silent: 'danger', broken: 'danger', up: 'ok' } as const;

/** Whether the index answers, and how far it has read: at the foot of the rail. */
export function IndexState() {
  const { chainName } = useConfig();
  const state = useIndexState();
  return (
    <div className="rail-foot stack stack-4 small">
      <p className="row muted">
        <span className={`dot ${isBehind(state) ? 'warn' : TONES[state.state]}`} />
        {words(state)}
      </p>
      <p className="subtle">
        {chainName}
        {'block' in state && (
          <>
            <br />
            Block {state.block.toLocaleString('en-GB')}
            {state.state === 'up' && ` · ${state.nodes} ${state.nodes === 1 ? 'node' : 'nodes'}`}
            {state.state === 'up' && state.running > 0 && (
              <>
                <br />
                {state.running} {state.running === 1 ? 'run' : 'runs'} under way
              </>
            )}
          </>
        )}
      </p>
    </div>
  );
}

function words(state: State): string {
  if (state.state === 'asking') return 'Asking the index';
  if (state.state === 'silent') return 'Index not answering';
  if (state.state === 'broken') return 'Index stopped on an error';
  return isBehind(state) ? `Index ${state.behindBlocks} blocks behind` : 'Index up to date';
}

function isBehind(state: State): state is State & { behindBlocks: number } {
  return state.state === 'up' && (state.behindBlocks ?? 0) > BEHIND;
}

const BEHIND = 5;
