import type { Lane, Turn } from './conversation.ts';

/** What the conversation has taken so far, as the node counted. */
export function UsageTable({ turns, compare }: { turns: readonly Turn[]; compare: boolean }) {
  const lanes: Lane[] = compare ? ['left', 'right'] : ['left'];
  if (turns.length === 0) return null;
  const rows = [
    { name: 'Tokens in', of: (lane: Lane) => sum(turns, lane, 'promptTokens') },
    { name: 'Tokens out', of: (lane: Lane) => sum(turns, lane, 'tokens') },
    { name: 'First token', of: (lane: Lane) => firstToken(turns, lane) },
  ];
  return (
    <section className="usage stack stack-12">
      <h3>This conversation</h3>
      <table className="usage-table small">
        <thead>
          <tr>
            <th scope="col">
              <span className="sr">Figure</span>
            </th>
            {lanes.map((lane) => (
              <th key={lane} scope="col" className="subtle">
                {compare ? (lane === 'left' ? 'Left' : 'Right') : 'Sum'}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.name}>
              <th scope="row" className="muted">
                {row.name}
              </th>
              {lanes.map((lane) => (
                <td key={lane}>{row.of(lane)}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function sum(turns: readonly Turn[], lane: Lane, field: 'tokens' | 'promptTokens'): string {
  return turns.reduce((total, turn) => total + (turn.answers[lane]?.[field] ?? 0), 0).toLocaleString('en-GB');
}

function firstToken(turns: readonly Turn[], lane: Lane): string {
  const last = turns.findLast((turn) => turn.answers[lane]?.firstTokenMs !== undefined)?.answers[lane];
  return last?.firstTokenMs === undefined ? '–' : `${last.firstTokenMs} ms`;
}
