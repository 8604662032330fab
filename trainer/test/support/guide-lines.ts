const COMMAND = 'npm run train -- ';

/** @returns the lines of a page's shell blocks that call the trainer, in their order */
export function guideLines(page: string): string[] {
  const blocks = [...page.matchAll(/^```sh\n(.*?)^```/gms)].map(([, block]) => block!);
  return blocks.flatMap((block) => block.split('\n')).filter((line) => line.startsWith(COMMAND));
}
