/** What a token is, by its number in `tokenizer.ggml.token_type` (llama.cpp's `enum llama_token_type`). */
export const TokenType = { normal: 1, unknown: 2, control: 3, userDefined: 4, unused: 5, byte: 6 } as const;
