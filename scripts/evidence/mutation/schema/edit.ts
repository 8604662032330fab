/** Text that takes the place of a stretch of a source file, in bytes. */
export type Edit = { start: number; end: number; pieces: readonly Piece[] };

/** Plain text, or text that belongs to one mutant. */
export type Piece = string | { id: string; text: string };

/** A file after its edits, and where each mutant's text lies in it. */
export type Edited = { content: string; spans: readonly { id: string; start: number; end: number }[] };

/** @param edits in any order; none may overlap another */
export function edited(content: string, edits: readonly Edit[]): Edited {
  const bytes = Buffer.from(content, 'utf8');
  const spans: { id: string; start: number; end: number }[] = [];
  const written: Buffer[] = [];
  let length = 0;
  const write = (piece: Buffer) => {
    written.push(piece);
    length += piece.length;
  };
  let done = 0;
  for (const { start, end, pieces } of edits.toSorted((a, b) => a.start - b.start || a.end - b.end)) {
    if (start < done) throw new RangeError(`an edit at byte ${start} begins inside the one before`);
    write(bytes.subarray(done, start));
    for (const piece of pieces) {
      const from = length;
      write(Buffer.from(typeof piece === 'string' ? piece : piece.text, 'utf8'));
      if (typeof piece !== 'string') spans.push({ id: piece.id, start: from, end: length });
    }
    done = end;
  }
  write(bytes.subarray(done));
  return { content: Buffer.concat(written).toString('utf8'), spans };
}
