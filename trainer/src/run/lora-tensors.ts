import type { LoraAdapter } from '../adapter/lora-adapter.ts';
import type { LoraLayout } from '../engine/decoder/lora-layout.ts';

/** The matrices inside a flat vector, by their PEFT names; they share its memory. */
export function loraTensors(layout: LoraLayout, flat: Float32Array): LoraAdapter['tensors'] {
  return new Map(
    layout.slots.map(({ name, shape, offset, length }) => [
      name,
      { shape: [...shape], data: flat.subarray(offset, offset + length) },
    ]),
  );
}
