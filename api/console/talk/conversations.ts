import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { App } from 'antd';
import { useEffect } from 'react';
import { newId, RequestError, read, write } from '../parts/request.ts';
import type { CaseSummary } from '../parts/shapes.ts';

const address = '/api/v1/takeovers';
/** The server lets the bot go on three minutes after the last sign of life. */
const renewMs = 30_000;
const againMs = 15_000;

export interface OpenConversation {
  id: string;
  citizen: string;
  askedAt: string;
  dueAt: string;
  late: boolean;
  lastWords: string;
  danger: boolean;
  heldBy: { displayName: string; mine: boolean } | null;
  /** Since when the citizen waits for the person's word. */
  heardAt: string | null;
}

export interface ChatMessage {
  id: string;
  by: 'citizen' | 'person' | 'bot';
  name: string | null;
  text: string;
  place: string | null;
  at: string;
  sent: boolean;
  failed: boolean;
  danger: boolean;
  attachments: { id: string; mimeType: string; url: string }[];
}

export interface Conversation extends OpenConversation {
  takenAt: string;
  messages: ChatMessage[];
  draft: {
    told: string;
    kind: string | null;
    place: string | null;
    since: string | null;
    contact: { name: string | null; phone: string | null } | null;
  };
  cases: CaseSummary[];
}

/** Citizens who wait for a person, and the conversations that people hold. */
export function useConversations(enabled: boolean) {
  return useQuery({
    enabled,
    queryKey: ['takeovers'],
    refetchInterval: againMs,
    queryFn: () => read<{ items: OpenConversation[]; officeHours: boolean }>(address),
  });
}

/** A conversation that this person holds; it stays theirs for as long as the page is open. */
export function useConversation(id: string) {
  const client = useQueryClient();
  const conversation = useQuery({
    queryKey: ['takeover', id],
    queryFn: () => read<Conversation>(`${address}/${id}`),
  });
  const gone = conversation.error instanceof RequestError && conversation.error.status === 404;
  useEffect(() => {
    if (gone) return;
    const renew = () =>
      write(`${address}/${id}/renew`).catch(() => client.invalidateQueries({ queryKey: ['takeover', id] }));
    const timer = setInterval(renew, renewMs);
    return () => clearInterval(timer);
  }, [client, id, gone]);
  return { ...conversation, gone };
}

/** Something that is done to a conversation; lists and page load again after it. */
export function useConversationAct<Body, Answer>(
  path: (id: string) => string,
  done: (answer: Answer | null, id: string) => void = () => {},
) {
  const client = useQueryClient();
  const { message } = App.useApp();
  return useMutation({
    mutationFn: ({ id, body, key }: { id: string; body?: Body; key?: string }) =>
      write<Answer>(`${address}/${id}/${path(id)}`, {
        ...(body === undefined ? {} : { body }),
        idempotencyKey: key ?? newId(),
      }),
    onSuccess: (answer, { id }) => done(answer, id),
    onError: (error) => void message.error(error.message),
    async onSettled(_answer, _error, { id }) {
      await client.invalidateQueries({ queryKey: ['takeovers'] });
      await client.invalidateQueries({ queryKey: ['takeover', id] });
    },
  });
}
