/** Four colours from the ground up to the light. */
export type Palette = readonly [ground: string, deep: string, mid: string, light: string];

/** The palettes of the covers; the first byte of a digest chooses one. */
export const PALETTES: readonly Palette[] = [
  ['#07110c', '#11372a', '#2f7f59', '#b3e6bd'], // fern
  ['#0e1107', '#323c15', '#84963a', '#e2e9a6'], // moss
  ['#130e07', '#4b3311', '#bd872d', '#f6d994'], // ochre
  ['#150b08', '#552211', '#c4592f', '#f7bd9b'], // rust
  ['#15080e', '#521631', '#bf4c79', '#f7bdd0'], // peony
  ['#110916', '#3c1a4e', '#8f54ae', '#e0bdf0'], // plum
  ['#0a0a18', '#262360', '#655fcb', '#c6c4fa'], // iris
  ['#061118', '#0f3b50', '#318fb0', '#b0e1f1'], // lake
  ['#0a1013', '#213d47', '#6ca3b2', '#daf0f2'], // lichen
  ['#100f0d', '#3a352c', '#988d79', '#f0e7d4'], // bone
  ['#130d0b', '#4a2d24', '#a8725d', '#eeccbb'], // clay
  ['#05120f', '#0c403a', '#229a88', '#a6ead9'], // jade
  ['#140a06', '#5c1f0c', '#dd6c33', '#ffd7a3'], // ember
  ['#0b0e13', '#242f41', '#627ba5', '#c9d8f0'], // slate
];
