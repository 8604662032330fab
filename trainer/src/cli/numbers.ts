import { InvalidArgumentError } from 'commander';

/** A whole number of at least one. */
export function positiveInteger(text: string): number {
  return checked(text, (value) => Number.isInteger(value) && value > 0, 'a whole number above zero');
}

/** A whole number of at least zero. */
export function wholeNumber(text: string): number {
  return checked(text, (value) => Number.isInteger(value) && value >= 0, 'a whole number');
}

/** A number above zero. */
export function positiveNumber(text: string): number {
  return checked(text, (value) => value > 0 && value < Infinity, 'a number above zero');
}

/** A number of at least zero. */
export function anyShare(text: string): number {
  return checked(text, (value) => value >= 0 && value < Infinity, 'a number of at least zero');
}

function checked(text: string, right: (value: number) => boolean, what: string): number {
  const value = text.trim() === '' ? Number.NaN : Number(text);
  if (!right(value)) throw new InvalidArgumentError(`It must be ${what}.`);
  return value;
}
