/** Which of so many shares a mutant belongs to, from 0: by its hash, so that each share is like the whole. */
export function shareOf(id: string, shares: number): number {
  return Number.parseInt(id.slice(-4), 16) % shares;
}
