import { z } from 'zod';

/** Where the Python engine lies on this machine. */
export const pythonEngineSchema = z.strictObject({
  /** The project's folder: pyproject.toml, uv.lock and the environment that `uv sync --locked` made, `.venv`. */
  dir: z.string().min(1),
  /** The program `uv`, by its path. */
  uv: z.string().min(1),
  /** GPUs of a run, a process each. Absent: one process, on a GPU where it finds one. */
  gpus: z.number().int().min(1).max(64).optional(),
  /** Absent: unsloth opens the model where it is there, can do the job and is found to compute the same. */
  loader: z.literal('transformers').optional(),
});

/** Where the Python engine lies on this machine. */
export type PythonEngine = z.infer<typeof pythonEngineSchema>;
