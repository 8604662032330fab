import { checkPython } from './check-python.ts';
import { compareWithTorch } from './compare-with-torch.ts';
import { runExportsElsewhere } from './run-exports-elsewhere.ts';
import { runTool } from '../run-tool.ts';

/**
 * The trainer's deep checks: trainings that are killed and go on, then everything beside torch, then the Python engine,
 * then what it exports in other programs.
 *
 * @returns the exit code
 */
export async function checkTrainer(root: string): Promise<number> {
  const killed = await runTool(['trainer/test/deep/kill-trainings.ts'], { root });
  const compared = await compareWithTorch(root);
  const python = await checkPython(root);
  const exported = await runExportsElsewhere(root);
  return killed.code || compared || python || exported;
}
