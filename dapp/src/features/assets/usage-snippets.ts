import type { AssetKind } from '@cultivar/sdk/spec';

type Usage = {
  id: string;
  kind: AssetKind;
  name: string;
  files: readonly { name: string }[];
  nodeUrl: string;
  contentUrl: string;
};

/** A snippet of code that puts an asset to use. */
export type Snippet = { title: string; code: string };

/** The snippets that fit an asset: a chat over the API for what can talk, a loader for what is files. */
export function usageSnippets(usage: Usage): Snippet[] {
  switch (usage.kind) {
    case 'adapter':
      return [openAi(usage), curl(usage), peft(usage)];
    case 'model':
      return [openAi(usage), curl(usage)];
    case 'dataset':
      return [datasets(usage)];
    default:
      return [];
  }
}

function openAi({ id, nodeUrl }: Usage): Snippet {
  const code = `from openai import OpenAI

client = OpenAI(base_url=${text(`${base(nodeUrl)}/v1`)}, api_key="none")
stream = client.chat.completions.create(
    model=${text(id)},
    messages=[{"role": "user", "content": "Hello"}],
    stream=True,
)
for chunk in stream:
    print(chunk.choices[0].delta.content or "", end="")`;
  return { title: 'OpenAI API', code };
}

function curl({ id, nodeUrl }: Usage): Snippet {
  const body = JSON.stringify({ model: id, messages: [{ role: 'user', content: 'Hello' }] });
  const code = `curl ${text(`${base(nodeUrl)}/v1/chat/completions`)} \\
  -H "content-type: application/json" \\
  -d '${body}'`;
  return { title: 'curl', code };
}

function peft({ name }: Usage): Snippet {
  const folder =
    name
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, '-')
      .replace(/^-|-$/g, '') || 'adapter';
  const code = `from transformers import AutoModelForCausalLM, AutoTokenizer
from peft import PeftModel

base = AutoModelForCausalLM.from_pretrained("./base")  # the parent in the lineage
model = PeftModel.from_pretrained(base, ${text(`./${folder}`)})  # the files above
tok = AutoTokenizer.from_pretrained("./base")`;
  return { title: 'PEFT', code };
}

function datasets({ files }: Usage): Snippet {
  const file = files.find(({ name }) => /\.(jsonl|json|csv|parquet)$/i.test(name))?.name ?? 'data.jsonl';
  const reader = /\.csv$/i.test(file) ? 'csv' : /\.parquet$/i.test(file) ? 'parquet' : 'json';
  const code = `from datasets import load_dataset

rows = load_dataset(${text(reader)}, data_files=${text(file)}, split="train")
print(rows[0])`;
  return { title: 'datasets', code };
}

/** A string literal that Python, JSON and a shell read alike; names come from strangers. */
function text(value: string): string {
  return JSON.stringify(value).replace(/[$`]/g, '');
}

function base(url: string): string {
  return url.replace(/\/$/, '');
}
