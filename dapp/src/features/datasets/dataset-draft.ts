import { z } from 'zod';

const percent = z
  .string()
  .trim()
  .regex(/^\d{1,2}([.,]\d{1,2})?$/, 'A number such as 5 or 2.5')
  .transform((text) => Math.round(Number(text.replace(',', '.')) * 100))
  .refine((bps) => bps <= 5_000, 'At most 50 %');

/** What the form of a new dataset holds, as typed; parsing it gives what the manifest and the chain need. */
export const datasetDraftSchema = z.object({
  name: z.string().trim().min(1, 'Give it a name').max(120, 'At most 120 characters'),
  summary: z.string().trim().max(280, 'At most 280 characters'),
  license: z
    .string()
    .trim()
    .regex(/^[A-Za-z0-9][A-Za-z0-9.+-]{0,63}$/, 'A short licence name such as MIT or CC-BY-4.0'),
  language: z.string().trim().max(35, 'A language tag such as en'),
  source: z.union([
    z.literal(''),
    z.url({ protocol: /^https?$/, error: 'A web address, or nothing' }).max(500, 'At most 500 characters'),
  ]),
  policy: z.enum(['open', 'licensed', 'closed']),
  /** In percent as typed; in 1/10,000 when parsed. */
  royalty: percent,
});

/** The form as typed. */
export type DatasetDraft = z.input<typeof datasetDraftSchema>;
/** The form as understood. */
export type DatasetPlan = z.output<typeof datasetDraftSchema>;

/** The form as it begins for a file. */
export function draftFor(fileName: string): DatasetDraft {
  const name = fileName
    .replace(/\.[a-z0-9]+$/i, '')
    .replaceAll(/[_-]+/g, ' ')
    .trim();
  const summary = '';
  return { name, summary, license: 'CC-BY-4.0', language: '', source: '', policy: 'open', royalty: '0' };
}
