/** What the Python engine's exact classes begin with. */
export const PYTHON_CLASS = 'exact:torch-cuda/';

/** Whether the Python engine may do a job of this class: its own, or `tolerance`, where any engine may. */
export function isPythonClass(name: string): boolean {
  return name === 'tolerance' || name.startsWith(PYTHON_CLASS);
}
