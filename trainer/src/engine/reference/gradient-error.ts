/** A compiled layer gave a gradient that differs from the reference: nothing may be trained with it. */
export class GradientError extends Error {
  override readonly name = 'GradientError';
  readonly tensor: string;
  /** Relative L2 distance to the reference, and the largest that is accepted. */
  readonly distance: number;
  readonly limit: number;

  constructor(tensor: string, distance: number, limit: number) {
    super(`${tensor} differs from the reference by ${distance.toExponential(2)}, more than ${limit}`);
    this.tensor = tensor;
    this.distance = distance;
    this.limit = limit;
  }
}
