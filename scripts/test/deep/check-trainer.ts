import { checkPython } from './check-python.ts';
import { compareWithTorch } from './compare-with-torch.ts';
import { playParts } from './play-parts.ts';
import type { Part } from './play-parts.ts';
import { runExportsElsewhere } from './run-exports-elsewhere.ts';
import { runTool } from '../run-tool.ts';

const program = (path: string) => async (root: string) => (await runTool([path], { root })).code;

/** The trainer's deep checks by name, in the order in which they run. */
const PARTS: readonly Part[] = [
  {
    name: 'kills',
    about: 'trainings that are killed and go on',
    run: program('trainer/test/deep/kill-trainings.ts'),
  },
  { name: 'torch', about: 'beside torch and PEFT', run: compareWithTorch },
  { name: 'python', about: 'the Python engine', run: checkPython },
  { name: 'exports', about: 'exports in other programs', run: runExportsElsewhere },
  { name: 'guide', about: 'the lines of the guide', run: program('trainer/test/deep/play-guide.ts') },
  { name: 'plans', about: 'plans beside runs', run: program('trainer/test/deep/plan-and-run.ts') },
];

/**
 * The trainer's deep checks. Each is kept once it has passed: a second call goes on where the first one ended.
 *
 * @param wanted Names of parts; none: all.
 * @returns the exit code
 */
export function checkTrainer(root: string, wanted: readonly string[] = []): Promise<number> {
  return playParts('trainer', PARTS, wanted, root);
}
