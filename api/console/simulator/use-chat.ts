import { useCallback, useEffect, useReducer, useState } from 'react';
import { newId, RequestError, read } from '../parts/request.ts';
import { whileVisible } from '../parts/while-visible.ts';
import type { ChatMessage, Outgoing, Pending } from './chat-shapes.ts';
import { changeChat, emptyChat } from './chat-state.ts';

const againMs = 2_000;
const addressOf = (name: string) => `/simulator/api/citizens/${encodeURIComponent(name)}`;

/** @throws RequestError */
async function post(name: string, id: string, message: Outgoing): Promise<void> {
  const image = message.kind === 'image';
  const path = image ? `/images?${new URLSearchParams({ id, fileName: message.file.name })}` : '/messages';
  let response: Response;
  try {
    response = await fetch(addressOf(name) + path, {
      method: 'POST',
      headers: {
        'X-Requested-With': 'minqing',
        'Content-Type': image ? message.file.type : 'application/json',
      },
      body: image ? message.file : JSON.stringify({ ...message, id }),
    });
  } catch {
    throw new RequestError(0, '网络不通');
  }
  if (response.ok) return;
  const problem = (await response.json().catch(() => null)) as { detail?: string } | null;
  throw new RequestError(response.status, problem?.detail ?? `没有发出去（${response.status}）`);
}

/** One citizen's conversation: its history whenever the connection (re)opens, then whatever is said. */
export function useChat(name: string) {
  const [state, change] = useReducer(changeChat, emptyChat);
  const [connected, setConnected] = useState(false);
  const [loaded, setLoaded] = useState(false);

  const reload = useCallback(async () => {
    const { items } = await read<{ items: ChatMessage[] }>(`${addressOf(name)}/messages`);
    change({ what: 'received', messages: items });
    setLoaded(true);
  }, [name]);

  useEffect(() => {
    let source: EventSource;
    let again: ReturnType<typeof setTimeout> | undefined;
    const open = () => {
      source = new EventSource(`${addressOf(name)}/stream`);
      source.onopen = () => {
        setConnected(true);
        reload().catch(() => setConnected(false));
      };
      source.addEventListener('message', (event) => {
        change({ what: 'received', messages: [JSON.parse(event.data as string) as ChatMessage] });
      });
      source.onerror = () => {
        setConnected(false);
        if (source.readyState === EventSource.CLOSED) again = setTimeout(open, againMs);
      };
    };
    return whileVisible(open, () => {
      source.close();
      clearTimeout(again);
    });
  }, [name, reload]);

  const send = useCallback(
    async (item: Pending) => {
      change({ what: 'sending', item });
      try {
        await post(name, item.id, item.message);
      } catch (error) {
        const why = error instanceof Error ? error.message : '没有发出去';
        change({ what: 'failed', id: item.id, why });
        return;
      }
      await reload().catch(() => {});
      change({ what: 'accepted', id: item.id });
    },
    [name, reload],
  );

  return {
    ...state,
    connected,
    loaded,
    say: (message: Outgoing) =>
      void send({ id: newId(), message, at: new Date().toISOString(), failed: null }),
    /** Under its own id: if the first try did arrive, this one is a repeat and changes nothing. */
    retry: (item: Pending) => void send(item),
  };
}
