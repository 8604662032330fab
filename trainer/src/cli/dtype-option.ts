import { Option } from 'commander';
import { FLOAT_TYPES } from '../export/float-type.ts';

/** The option that chooses the numbers of a whole model. */
export function dtypeOption(): Option {
  return new Option(
    '--dtype <type>',
    'numbers of the model; default: those of the base, f16 for a base in fewer bits',
  ).choices(FLOAT_TYPES);
}
