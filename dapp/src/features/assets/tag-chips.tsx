type TagChipsProps = {
  tags: readonly string[];
  tag: string | undefined;
  onTag: (tag: string | undefined) => void;
};

/** The tags in use as chips; a pressed one narrows the grid. */
export function TagChips({ tags, tag, onTag }: TagChipsProps) {
  const shown = tag === undefined || tags.includes(tag) ? tags : [tag, ...tags];
  if (shown.length === 0) return <div className="chips-none" />;
  return (
    <div className="chips scroll-x" role="group" aria-label="Tag">
      <button
        type="button"
        className="chip"
        aria-pressed={tag === undefined}
        onClick={() => onTag(undefined)}
      >
        All tags
      </button>
      {shown.map((one) => (
        <button
          key={one}
          type="button"
          className="chip"
          aria-pressed={one === tag}
          onClick={() => onTag(one === tag ? undefined : one)}
        >
          {one}
        </button>
      ))}
    </div>
  );
}
