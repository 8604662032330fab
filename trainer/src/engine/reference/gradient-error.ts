/** A compiled layer gave a gradient that differs from the reference: nothing may be trained with it. */
export class GradientError extends Error {
  override readonly name = 'GradientError';
  readonly tensor: string;
  /** What was measured: the relative L2 distance to the reference, or the cosine of the angle to it. */
  readonly measure: 'distance' | 'cosine';
  readonly value: number;
  /** The largest distance, or the smallest cosine, that is accepted. */
  readonly limit: number;

  constructor(tensor: string, measure: 'distance' | 'cosine', value: number, limit: number) {
    const found = measure === 'distance' ? value.toExponential(2) : value.toFixed(6);
    super(`${tensor} is not the reference's: ${measure} ${found}, accepted ${limit}`);
    this.tensor = tensor;
    this.measure = measure;
    this.value = value;
    this.limit = limit;
  }
}
