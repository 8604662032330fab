import type { FileEntry } from '@cultivar/sdk/spec';
import { byteSize } from '../../lib/format/byte-size.ts';
import { shortHex } from '../../lib/format/short-hex.ts';
import { Badge } from '../../ui/badge.tsx';
import { CopyButton } from '../../ui/copy-button.tsx';
import { Icon } from '../../ui/icon.tsx';
import { DownloadButton } from './download-button.tsx';
import { filePart } from './file-part.ts';

/** The files of a manifest: what each is, what it must hash to, and a download that checks it. */
export function FilesTable({ files }: { files: readonly FileEntry[] }) {
  return (
    <div className="panel">
      <table className="table cardable files">
        <thead>
          <tr>
            <th scope="col">Name</th>
            <th scope="col">Part</th>
            <th scope="col">sha-256</th>
            <th scope="col" className="num">
              Size
            </th>
            <th scope="col">
              <span className="sr">Actions</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {files.map((file) => (
            <tr key={file.name}>
              <td>
                <span className="row">
                  <Icon name="file" />
                  <span className="mono clip" title={file.name}>
                    {file.name}
                  </span>
                </span>
              </td>
              <td data-label="Part">
                <Badge>{filePart(file)}</Badge>
              </td>
              <td className="mono muted" data-label="sha-256">
                {shortHex(file.sha256)}
              </td>
              <td className="num" data-label="Size">
                {byteSize(file.size)}
              </td>
              <td className="num act">
                <span className="row file-acts">
                  <CopyButton text={file.sha256} label={`digest of ${file.name}`} />
                  <DownloadButton file={file} />
                </span>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
