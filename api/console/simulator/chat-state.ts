import type { ChatMessage, Pending } from './chat-shapes.ts';

export interface ChatState {
  /** In the server's order, each once. */
  messages: ChatMessage[];
  pending: Pending[];
  /** Photographs sent from this page, by the server's id of the message. */
  previews: Record<string, string>;
}

export type ChatChange =
  | { what: 'received'; messages: ChatMessage[] }
  | { what: 'sending'; item: Pending }
  | { what: 'failed'; id: string; why: string }
  | { what: 'accepted'; id: string };

export const emptyChat: ChatState = { messages: [], pending: [], previews: {} };

function isCopyOf(message: ChatMessage, { message: sent }: Pending): boolean {
  if (message.direction !== 'in' || message.kind !== sent.kind) return false;
  return sent.kind !== 'text' || message.text === sent.text.trim() || message.text === sent.text;
}

/** What is on its way gives its place to the server's copy of it, whichever way that arrives first. */
function receive(state: ChatState, incoming: ChatMessage[]): ChatState {
  const byId = new Map(state.messages.map((message) => [message.id, message]));
  const previews = { ...state.previews };
  let pending = state.pending;
  for (const message of incoming) {
    const copied = byId.has(message.id) ? undefined : pending.find((item) => isCopyOf(message, item));
    if (copied) {
      pending = pending.filter((item) => item !== copied);
      if (copied.message.kind === 'image') previews[message.id] = copied.message.preview;
    }
    byId.set(message.id, message);
  }
  return { messages: [...byId.values()].sort((a, b) => a.seq - b.seq), pending, previews };
}

export function changeChat(state: ChatState, change: ChatChange): ChatState {
  const without = (id: string) => state.pending.filter((item) => item.id !== id);
  switch (change.what) {
    case 'received':
      return receive(state, change.messages);
    case 'sending':
      return { ...state, pending: [...without(change.item.id), { ...change.item, failed: null }] };
    case 'failed':
      return {
        ...state,
        pending: state.pending.map((item) =>
          item.id === change.id ? { ...item, failed: change.why } : item,
        ),
      };
    case 'accepted':
      return { ...state, pending: without(change.id) };
  }
}
