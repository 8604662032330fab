import type { AssetManifest } from './asset-detail.ts';
import { CodeBlock } from '../../ui/code-block.tsx';
import { RowPreview } from '../../ui/row-preview.tsx';

/** The first rows of a dataset, the text of a prompt, or the instructions and tools of an agent. */
export function AssetPreview({ manifest }: { manifest: AssetManifest }) {
  if (manifest.kind === 'dataset') return <RowPreview rows={manifest.dataset.preview ?? []} />;
  if (manifest.kind === 'prompt') {
    return (
      <div className="panel">
        <CodeBlock code={manifest.prompt.system} label="prompt" />
      </div>
    );
  }
  if (manifest.kind !== 'agent') return null;
  return (
    <div className="panel">
      <CodeBlock code={manifest.agent.instructions} label="instructions" />
      <ul className="list">
        {manifest.agent.tools?.map((tool) => (
          <li key={tool.name}>
            <span className="mono">{tool.name}</span>
            <span className="grow muted">{tool.description}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}
