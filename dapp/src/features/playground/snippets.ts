import type { Settings } from './settings.ts';

/** Languages a request can be shown in. */
export const SNIPPET_LANGUAGES = ['curl', 'Python', 'TypeScript'] as const;
export type SnippetLanguage = (typeof SNIPPET_LANGUAGES)[number];

/** The request of the playground as a program would make it. */
export function snippet(
  language: SnippetLanguage,
  {
    nodeUrl,
    model,
    settings,
    question,
  }: { nodeUrl: string; model: string; settings: Settings; question: string },
): string {
  const base = `${nodeUrl.replace(/\/$/, '')}/v1`;
  const system = settings.systemPrompt.trim();
  const messages = [
    ...(system ? [{ role: 'system', content: system }] : []),
    { role: 'user', content: question },
  ];
  const body = {
    model,
    temperature: settings.temperature,
    top_p: settings.topP,
    max_tokens: settings.maxTokens,
    seed: settings.seed,
    stream: true,
    messages,
  };
  const json = JSON.stringify(body, null, 2);
  switch (language) {
    case 'curl':
      return `curl -N ${base}/chat/completions \\\n  -H "content-type: application/json" \\\n  -d '${json.replaceAll("'", String.raw`'\''`)}'`;
    case 'Python':
      return `from openai import OpenAI\n\nclient = OpenAI(base_url="${base}", api_key="none")\nstream = client.chat.completions.create(\n    **${python(body)}\n)\nfor chunk in stream:\n    if chunk.choices:\n        print(chunk.choices[0].delta.content or "", end="", flush=True)`;
    case 'TypeScript':
      return `import OpenAI from 'openai';\n\nconst client = new OpenAI({ baseURL: '${base}', apiKey: 'none' });\nconst stream = await client.chat.completions.create(${json.replace('"stream": true', '"stream": true as const')});\nfor await (const chunk of stream) {\n  process.stdout.write(chunk.choices[0]?.delta.content ?? '');\n}`;
  }
}

/** JSON as a Python literal: its only words that differ are true, false and null, none of which stands in a text here unquoted. */
function python(value: object): string {
  return JSON.stringify(value, null, 4)
    .replace(/^(\s*"stream": )true/m, '$1True')
    .replace(/\n/g, '\n    ');
}
