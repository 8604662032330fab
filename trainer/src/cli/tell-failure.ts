import { ExportError } from '../export/export-error.ts';
import { GenerationError } from '../generate/generation-error.ts';
import { PlanError } from '../plan/plan-error.ts';
import { describeFailure } from '../run/describe-failure.ts';
import type { Surroundings } from './surroundings.ts';
import { UsageError } from './usage-error.ts';

/** Says what went wrong and what to do: in words on a terminal, as a line of JSON elsewhere. */
export function tellFailure(error: unknown, { out, err }: Surroundings): void {
  const failure = failureOf(error);
  if (out.isTTY) err.write(`\n${failure.message}\n${failure.hint}\n`);
  else err.write(`${JSON.stringify({ type: 'failed', ...failure })}\n`);
}

function failureOf(error: unknown) {
  if (error instanceof UsageError) return { code: 'usage', message: error.message, hint: error.hint };
  if (error instanceof PlanError) return { code: error.code, message: error.message, hint: error.hint };
  if (error instanceof ExportError)
    return { code: `export_${error.code}`, message: error.message, hint: error.hint };
  if (error instanceof GenerationError) {
    const hint = 'Shorten the prompt, or choose a model with a longer context.';
    return { code: `generation_${error.code}`, message: error.message, hint };
  }
  return describeFailure(error);
}
