/** One turn of a conversation, in the roles that chat templates know. */
export type Message = { role: 'system' | 'user' | 'assistant' | 'tool'; content: string };
