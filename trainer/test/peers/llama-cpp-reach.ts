/** Windows of fixtures that llama.cpp does not compute: it lets every token of these see all. */
const WINDOWS: Readonly<Record<string, number>> = { mistral: 9, phi3: 11, qwen2: 10 };

/** How many tokens of a text llama.cpp reads as transformers does. */
export function llamaCppReach(architecture: string, tokens: number): number {
  return Math.min(tokens, WINDOWS[architecture] ?? tokens);
}
