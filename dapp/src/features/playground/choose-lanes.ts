import type { ServedModel } from './use-served-models.ts';

/** Which models stand side by side. */
export type Lanes = { left: string | undefined; right: string | undefined };

/**
 * The lanes to begin with: a wanted adapter beside its base, a wanted base alone; otherwise the newest adapter
 * beside its base, or the first model there is.
 */
export function chooseLanes(models: readonly ServedModel[], wanted: string | undefined): Lanes {
  const byId = new Map(models.map((model) => [model.id, model]));
  const newest = models.filter(({ kind }) => kind === 'adapter').sort((a, b) => b.created - a.created)[0];
  const chosen = (wanted === undefined ? undefined : byId.get(wanted)) ?? newest ?? models[0];
  if (chosen === undefined) return { left: undefined, right: undefined };
  if (chosen.kind === 'model') return { left: chosen.id, right: undefined };
  const base = chosen.base !== undefined && byId.has(chosen.base) ? chosen.base : undefined;
  return base === undefined ? { left: chosen.id, right: undefined } : { left: base, right: chosen.id };
}
