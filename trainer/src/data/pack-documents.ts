/**
 * Packs documents into as few sequences as best-fit-decreasing finds: the longest first, each into the fullest
 * sequence that still takes it. Ties go by place, so the result is the same everywhere.
 *
 * @param lengths Tokens of each document, 1 to `capacity`.
 * @param capacity Tokens a sequence.
 * @returns For each sequence the documents in it, by place.
 */
export function packDocuments(lengths: readonly number[], capacity: number): number[][] {
  const order = lengths.map((_, i) => i).sort((a, b) => lengths[b]! - lengths[a]! || a - b);
  const sequences: number[][] = [];
  const byRoom = new RoomIndex(capacity);
  for (const document of order) {
    const length = lengths[document]!;
    if (!(length >= 1 && length <= capacity))
      throw new RangeError(`a document of ${length} tokens in ${capacity}`);
    const room = byRoom.smallestAtLeast(length) ?? capacity;
    const sequence = byRoom.take(room) ?? sequences.push([]) - 1;
    sequences[sequence]!.push(document);
    byRoom.put(room - length, sequence);
  }
  return sequences;
}

/** Sequences by the room left in them, with the next larger room found in log time (a tree of counts). */
class RoomIndex {
  readonly #lists: number[][];
  readonly #counts: Int32Array;
  readonly #leaves: number;

  constructor(capacity: number) {
    this.#leaves = 2 ** Math.ceil(Math.log2(capacity + 1));
    this.#lists = Array.from({ length: capacity + 1 }, () => []);
    this.#counts = new Int32Array(2 * this.#leaves);
  }

  smallestAtLeast(room: number): number | undefined {
    let node = this.#leaves + room;
    if (this.#counts[node]! > 0) return room;
    // Up to the first right neighbour that holds anything, then down its left edge.
    while (node > 1 && (node % 2 === 1 || this.#counts[node + 1] === 0)) node >>= 1;
    if (node <= 1) return undefined;
    node += 1;
    while (node < this.#leaves) node = this.#counts[2 * node]! > 0 ? 2 * node : 2 * node + 1;
    return node - this.#leaves;
  }

  take(room: number): number | undefined {
    const sequence = this.#lists[room]!.pop();
    if (sequence !== undefined) this.#count(room, -1);
    return sequence;
  }

  put(room: number, sequence: number): void {
    this.#lists[room]!.push(sequence);
    this.#count(room, 1);
  }

  #count(room: number, change: number): void {
    for (let node = this.#leaves + room; node >= 1; node >>= 1) this.#counts[node]! += change;
  }
}
