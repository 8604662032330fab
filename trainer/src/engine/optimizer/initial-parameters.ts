import { philoxBlock } from '../../data/philox.ts';
import type { LoraLayout } from '../decoder/lora-layout.ts';

/**
 * LoRA's start: A uniform in ±1/sqrt(in), as PEFT draws it, B zero, so that the adapter changes nothing yet.
 * Element i of slot s is a function of (seed, s, i) alone.
 *
 * @param neutral What B and, with DoRA, the magnitudes begin with; absent: zero.
 */
export function initialParameters(
  layout: LoraLayout,
  seed: number,
  neutral: Float32Array = new Float32Array(layout.length),
): Float32Array {
  const parameters = Float32Array.from(neutral);
  layout.slots.forEach((slot, index) => {
    if (slot.matrix !== 'A') return;
    const bound = 1 / Math.sqrt(slot.shape[1]!);
    for (let i = 0; i < slot.length; i += 4) {
      const words = philoxBlock([i / 4, index, 0, 0], [seed, 0]);
      for (let lane = 0; lane < 4 && i + lane < slot.length; lane++) {
        const unit = (words[lane]! >>> 8) / 2 ** 24;
        parameters[slot.offset + i + lane] = bound * (2 * unit - 1);
      }
    }
  });
  return parameters;
}
