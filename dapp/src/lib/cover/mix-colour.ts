/** The colour at `share` of the way from one hex colour to another. */
export function mixColour(from: string, to: string, share: number): string {
  const part = (hex: string, index: number) => parseInt(hex.slice(1 + index * 2, 3 + index * 2), 16);
  const channel = (index: number) =>
    Math.round(part(from, index) + (part(to, index) - part(from, index)) * share)
      .toString(16)
      .padStart(2, '0');
  return `#${channel(0)}${channel(1)}${channel(2)}`;
}
