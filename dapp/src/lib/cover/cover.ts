import type { AssetKind } from '@cultivar/sdk/spec';
import { adapterForm } from './adapter-form.ts';
import { agentForm } from './agent-form.ts';
import { datasetForm } from './dataset-form.ts';
import { createGenerator } from './generator.ts';
import { mixColour } from './mix-colour.ts';
import { modelForm } from './model-form.ts';
import { PALETTES } from './palette.ts';
import type { Palette } from './palette.ts';
import { promptForm } from './prompt-form.ts';
import { n1 } from './svg-path.ts';

const FORMS = {
  model: modelForm,
  adapter: adapterForm,
  dataset: datasetForm,
  prompt: promptForm,
  agent: agentForm,
};

/**
 * The cover of an asset: its kind decides the form, its digest the individual. Pure: the same arguments give
 * the same picture in every browser and in Node.
 *
 * @param digest 32 bytes of hex with `0x`: byte 0 chooses the palette, all of them seed the drawing.
 * @returns The text of an SVG document with coordinates rounded to 0.1.
 * @throws TypeError when `digest` is not 32 bytes of hex.
 */
export function cover(digest: string, kind: AssetKind, width = 320, height = 352): string {
  const bytes = bytesOf(digest);
  const rng = createGenerator(bytes);
  const colours = PALETTES[(bytes[0] ?? 0) % PALETTES.length] as Palette;
  const [glowX, glowY] = [n1(rng.between(0.2, 0.8) * 100), n1(rng.between(0.15, 0.6) * 100)];
  const stops = `<stop stop-color="${mixColour(colours[0], colours[1], 0.85)}"/><stop offset="1" stop-color="${colours[0]}"/>`;
  const glow = `<radialGradient id="g" cx="${glowX}%" cy="${glowY}%" r="85%">${stops}</radialGradient>`;
  const ground = `<rect width="${width}" height="${height}" fill="url(#g)"/>`;
  const box = `viewBox="0 0 ${width} ${height}" width="${width}" height="${height}"`;
  const form = FORMS[kind]({ rng, width, height, colours });
  return `<svg xmlns="http://www.w3.org/2000/svg" ${box} preserveAspectRatio="xMidYMid slice"><defs>${glow}</defs>${ground}${form}</svg>`;
}

function bytesOf(digest: string): number[] {
  const hex = /^0x([0-9a-f]{64})$/i.exec(digest)?.[1];
  if (hex === undefined) throw new TypeError(`cover: a digest is 32 bytes of hex, got ${digest}`);
  return Array.from({ length: 32 }, (_, i) => parseInt(hex.slice(i * 2, i * 2 + 2), 16));
}
