import type { ProgressStep } from '../progress/progress.ts';
import { askModel } from './ask-model.ts';
import type { Flow } from './flow.ts';

const QUESTION =
  'Maria bakes 4 trays of 12 cookies. She gives 15 cookies to her neighbours. How many cookies does she have left?';
const MAX_TOKENS = 120;

/** The same question to the base and to the adapter, streamed to the terminal. */
export async function compareAnswers(
  { deployment: { chainId }, nodeUrl, signal }: Flow,
  { baseId, adapterId }: { baseId: bigint; adapterId: bigint },
  step: ProgressStep,
): Promise<{ base: string; adapter: string }> {
  const ask = (label: string, assetId: bigint) => {
    const out = step.stream(label);
    return askModel({
      nodeUrl,
      model: `${chainId}:${assetId}`,
      question: QUESTION,
      maxTokens: MAX_TOKENS,
      onPiece: (piece) => out.write(piece),
      signal,
    });
  };
  step.detail(QUESTION);
  const base = await ask(`${QUESTION}\n    without the adapter:`, baseId);
  const adapter = await ask('with the adapter:', adapterId);
  step.done();
  return { base, adapter };
}
