const MOST_COLUMNS = 4;
const MOST_CHARACTERS = 400;

/** A few rows of a dataset as they are, from its manifest. */
export function RowPreview({ rows }: { rows: readonly Record<string, unknown>[] }) {
  const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))].slice(0, MOST_COLUMNS);
  return (
    <div className="panel">
      <table className="table cardable rows">
        <thead>
          <tr>
            <th scope="col" className="num">
              #
            </th>
            {columns.map((column) => (
              <th scope="col" key={column} className="mono">
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, index) => (
            <tr key={index}>
              <td className="num subtle">{index + 1}</td>
              {columns.map((column) => (
                <td key={column} data-label={column} className="break">
                  {cellText(row[column])}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function cellText(value: unknown): string {
  const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? '');
  return text.length > MOST_CHARACTERS ? `${text.slice(0, MOST_CHARACTERS)}…` : text;
}
