/** A job wants to adapt modules that its base model does not have. */
export class LoraTargetError extends Error {
  override readonly name = 'LoraTargetError';
  readonly target: string;
  /** What the model has. */
  readonly modules: readonly string[];

  constructor(target: string, modules: readonly string[]) {
    super(`the base model has no ${target}; LoRA can adapt its ${modules.join(', ')}`);
    this.target = target;
    this.modules = modules;
  }
}
