/** Repetitions without end that one branch of a pattern may have, as those of known tokenizers do. */
const MAX_ENDLESS = 2;
/** Powers of two of the ways in which a branch may match one text: known tokenizers stay below half of it. */
const MAX_CHOICE_BITS = 12;
/** A repetition of at most so many counts as one without end. */
const FEW = 16;

/** What is known of a branch, and of the group around it; ways as powers of two. */
type Frame = { endless: number; most: number; branches: number; bits: number; mostBits: number };
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
        around.bits += last.bits;
        if (around.bits > MAX_CHOICE_BITS) return TOO_MANY_WAYS;
      }
    } else if (char === '|') {
      here.most = Math.max(here.most, here.endless);
      here.mostBits = Math.max(here.mostBits, here.bits);
      here.endless = 0;
      here.bits = 0;
      here.branches += 1;
      last = undefined;
    } else {
      const repeated = /^(?:[*+?]|\{\d*,?\d*\})/.exec(pattern.slice(i, i + 24))?.[0];
      if (repeated !== undefined && last !== undefined) {
        const { least, most } = times(repeated);
        const inside: Atom = last;
        last = undefined;
        if (most > FEW) {
          if (typeof inside === 'object' && (inside.most > 0 || inside.branches > 1 || inside.bits > 0))
            return 'repeats a group that repeats or chooses inside';
          here.endless += 1;
        } else {
          const again = typeof inside === 'object' ? inside.bits * Math.max(0, most - 1) : 0;
          here.bits += again + Math.log2(most - least + 1);
          // To leave something out is a choice, too.
          if (most > least) here.branches += 1;
          if (here.bits > MAX_CHOICE_BITS) return TOO_MANY_WAYS;
        }
      } else if (repeated === undefined) last = 'one';
      if (repeated !== undefined) i += repeated.length - 1;
    }
    if (here.endless > MAX_ENDLESS) return `repeats more than ${MAX_ENDLESS} times in a row without end`;
  }
  return undefined;
}

const TOO_MANY_WAYS = `matches one text in more than ${2 ** MAX_CHOICE_BITS} ways`;

const frame = (): Frame => ({ endless: 0, most: 0, branches: 1, bits: 0, mostBits: 0 });
const closed = (of: Frame): Frame => {
  const bits = Math.max(of.mostBits, of.bits) + Math.log2(of.branches);
  return { ...of, most: Math.max(of.most, of.endless), bits };
};

/** How often a quantifier repeats; one that says nothing of an end, without. */
function times(quantifier: string): { least: number; most: number } {
  if (quantifier === '?') return { least: 0, most: 1 };
  if (quantifier === '*' || quantifier === '+') return { least: 0, most: Infinity };
  const [least, most = least] = quantifier.slice(1, -1).split(',') as [string, string?];
  const end = most === '' ? Infinity : Number(most);
  return { least: Math.min(Number(least), end), most: end };
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
