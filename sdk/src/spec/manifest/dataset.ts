import { z } from 'zod';
import { commonFields } from './common.ts';
import { dataFormatSchema } from './data-format.ts';

/** A dataset: files of rows, all in one format. */
export const datasetManifestSchema = z.strictObject({
  ...commonFields,
  kind: z.literal('dataset'),
  dataset: z.strictObject({
    rows: z.number().int().positive(),
    format: dataFormatSchema,
    language: z.string().max(35).optional(),
    /** A few rows as they are, for a preview without a download. */
    preview: z.array(z.record(z.string(), z.unknown())).max(10).optional(),
  }),
});

/** A dataset's manifest. */
export type DatasetManifest = z.infer<typeof datasetManifestSchema>;
