/** A function that the assistant calls, with what its JSON says. */
export type ToolCall = { id?: string; name: string; arguments: Record<string, unknown> };

/** One turn of a conversation, in the roles that chat templates know. */
export type Message = {
  role: 'system' | 'user' | 'assistant' | 'tool';
  content: string;
  toolCalls?: ToolCall[];
  /** In a tool's turn: the function that answers, and which call. */
  name?: string;
  toolCallId?: string;
};
