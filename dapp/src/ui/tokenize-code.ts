/** A piece of code and what it is: keyword, string, comment, function name, or nothing special. */
export type CodeToken = { text: string; part: 'k' | 's' | 'c' | 'f' | undefined };

const KEYWORDS =
  /^(?:from|import|as|def|return|for|in|if|else|with|print|const|let|await|async|new|export|true|false|null|None|True|False|curl|npx|pip)$/;
const PIECE =
  /(?<c>#[^\n]*|\/\/[^\n]*)|(?<s>"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'|`(?:\\.|[^`\\])*`)|(?<w>[A-Za-z_][\w]*)(?=(?<call>\()?)|(?<o>\s+|[^\sA-Za-z_"'`#/]+|.)/g;

/** Cuts a snippet of Python, JavaScript, JSON or shell into pieces; their texts joined give the snippet again. */
export function tokenizeCode(code: string): CodeToken[] {
  return [...code.matchAll(PIECE)].map(({ 0: text, groups = {} }) => {
    if (groups.c !== undefined) return { text, part: 'c' };
    if (groups.s !== undefined) return { text, part: 's' };
    if (groups.w !== undefined && KEYWORDS.test(text)) return { text, part: 'k' };
    return { text, part: groups.call === undefined ? undefined : 'f' };
  });
}
