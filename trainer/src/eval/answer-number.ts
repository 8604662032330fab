const NUMBER = /-?\$?\d[\d,]*(?:\.\d+)?|-?\$?\.\d+/g;

/**
 * The number that an answer comes to, without signs of money and thousands; undefined when there is none.
 *
 * @param where `marked`: after the last `####`, as GSM8K writes it; `last`: the last number of the text.
 */
export function answerNumber(text: string, where: 'marked' | 'last'): number | undefined {
  if (where === 'last') return valueOf(text.match(NUMBER)?.at(-1));
  const at = text.lastIndexOf('####');
  return at < 0 ? undefined : valueOf(text.slice(at + 4).match(NUMBER)?.[0]);
}

function valueOf(number: string | undefined): number | undefined {
  return number === undefined ? undefined : Number(number.replace(/[$,]/g, ''));
}
