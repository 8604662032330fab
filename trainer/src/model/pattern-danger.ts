/** Repetitions without end that one branch of a pattern may have: those of all known tokenizers have two. */
const MAX_ENDLESS = 3;
/** A repetition of at most so many counts as one without end. */
const FEW = 16;

/** What is known of a branch, and of the group around it. */
type Frame = { endless: number; most: number; branches: number };
type Atom = 'one' | Frame | undefined;

/**
 * Why a regular expression from a stranger may take without end on a short text: matching tries every way to cut the
 * text where a repeated group repeats or chooses inside, and where a branch has many repetitions. It is judged without
 * being run.
 *
 * @returns undefined where there is no such reason.
 */
export function patternDanger(pattern: string): string | undefined {
  const frames: Frame[] = [frame()];
  let last: Atom;
  for (let i = 0; i < pattern.length; i++) {
    const char = pattern[i]!;
    const here = frames.at(-1)!;
    if (char === '\\') {
      if (/[1-9k]/.test(pattern[++i] ?? '')) return 'refers back to what was found';
      last = 'one';
    } else if (char === '[') {
      i = endOfClass(pattern, i);
      last = 'one';
    } else if (char === '(') {
      frames.push(frame());
      // What follows says what kind of group it is, and repeats nothing.
      if (pattern[i + 1] === '?') i += 1;
      last = undefined;
    } else if (char === ')') {
      last = frames.length > 1 ? closed(frames.pop()!) : undefined;
      const around = frames.at(-1)!;
      if (last) {
        around.endless += last.most;
        around.branches += last.branches - 1;
      }
    } else if (char === '|') {
      here.most = Math.max(here.most, here.endless);
      here.endless = 0;
      here.branches += 1;
    } else {
      const repeated = /^(?:[*+]|\{(\d*)(,?)(\d*)\})/.exec(pattern.slice(i, i + 24));
      if (repeated && last !== undefined && repeats(repeated)) {
        if (typeof last === 'object' && (last.most > 0 || last.branches > 1))
          return 'repeats a group that repeats or chooses inside';
        here.endless += 1;
        last = undefined;
      } else if (char === '?') {
        // To leave something out is a choice, too.
        if (last !== undefined) here.branches += 1;
        last = undefined;
      } else last = 'one';
      if (repeated) i += repeated[0].length - 1;
    }
    if (here.endless > MAX_ENDLESS) return `repeats more than ${MAX_ENDLESS} times in a row without end`;
  }
  return undefined;
}

const frame = (): Frame => ({ endless: 0, most: 0, branches: 1 });
const closed = (of: Frame): Frame => ({ ...of, most: Math.max(of.most, of.endless) });

/** Whether a quantifier allows more than a few. */
function repeats([whole, least, comma, most]: RegExpExecArray): boolean {
  if (whole === '*' || whole === '+') return true;
  return comma === ',' ? most === '' || Number(most) > FEW : Number(least) > FEW;
}

/** Index of the bracket that closes the class which begins at `start`; the end where none does. */
function endOfClass(pattern: string, start: number): number {
  for (let i = start + 1, depth = 1; i < pattern.length; i++) {
    if (pattern[i] === '\\') i += 1;
    else if (pattern[i] === '[') depth += 1;
    else if (pattern[i] === ']' && --depth === 0) return i;
  }
  return pattern.length;
}
