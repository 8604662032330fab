import { snappyUncompress as uncompressInto } from 'hyparquet';

/** Stands in for the module `hysnappy`, whose WebAssembly a strict content policy forbids. */
export function snappyUncompress(input: Uint8Array, outputLength: number): Uint8Array {
  const output = new Uint8Array(outputLength);
  uncompressInto(input, output);
  return output;
}

/** As `hysnappy` names it for whoever unpacks often. */
export const snappyUncompressor = () => snappyUncompress;
