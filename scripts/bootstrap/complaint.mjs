/** Something the person at the terminal can mend. Shown as its message alone, one line, no stack. */
export class Complaint extends Error {
  /** @override */
  name = 'Complaint';
}
