/** Characters of a text that a template may make. */
export const MAX_TEXT_CHARS = 1 << 23;
/** Elements of a list that a template may make. */
export const MAX_LIST = 10_000;
