import type { StoredFile } from '@cultivar/sdk/content';
import { parseManifest } from '@cultivar/sdk/spec';
import type { DataFormat, DatasetManifest, Hex } from '@cultivar/sdk/spec';
import type { DatasetDescription } from '@cultivar/trainer/browser';
import type { DatasetPlan } from './dataset-draft.ts';

type DatasetParts = {
  plan: DatasetPlan;
  creator: Hex;
  fileName: string;
  stored: StoredFile;
  format: DataFormat;
  description: DatasetDescription;
};

/**
 * The manifest of a dataset of one file.
 *
 * @throws ManifestError
 */
export function datasetManifest({
  plan,
  creator,
  fileName,
  stored,
  format,
  description,
}: DatasetParts): DatasetManifest {
  const { name, summary, license, language, source } = plan;
  const file = { name: plainName(fileName), mediaType: description.mediaType, ...stored };
  return parseManifest(
    {
      ...{ cultivar: 1, kind: 'dataset', name, creator, license, files: [file] },
      ...(summary !== '' && { summary }),
      ...(source !== '' && { source }),
      dataset: {
        rows: description.rows,
        format,
        ...(language !== '' && { language }),
        preview: description.preview,
      },
    },
    'dataset',
  );
}

/** A file's name with what a manifest's names may hold, its ending kept. */
function plainName(name: string): string {
  const plain = name.replaceAll(/[^\w.@+\- ]+/g, '-').replace(/^\.+/, '');
  return plain.slice(-200) || 'rows';
}
