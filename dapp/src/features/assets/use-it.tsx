import type { AssetKind } from '@cultivar/sdk/spec';
import { useConfig } from '../../lib/use-config.ts';
import { CodeBlock } from '../../ui/code-block.tsx';
import { Tabs } from '../../ui/tabs.tsx';
import { usageSnippets } from './usage-snippets.ts';

type UseItProps = { id: string; kind: AssetKind; name: string; files: readonly { name: string }[] };

/** How to use an asset from code, in the ways that fit its kind. */
export function UseIt({ id, kind, name, files }: UseItProps) {
  const { nodeUrl, contentUrl } = useConfig();
  const snippets = usageSnippets({ id, kind, name, files, nodeUrl, contentUrl });
  return (
    <Tabs
      look="box"
      label="Snippet"
      tabs={snippets.map(({ title, code }) => ({
        value: title,
        label: title,
        panel: (
          <div className="panel use-it">
            <CodeBlock code={code} label={`${title} snippet`} />
          </div>
        ),
      }))}
    />
  );
}
