import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { App } from 'antd';
import { useRef } from 'react';
import { useRefreshLists } from '../parts/queries.ts';
import { newId, RequestError, read, write } from '../parts/request.ts';
import type { Choice, Group } from './similar-shapes.ts';

const api = '/api/v1/cases';

/** The group of a case; looked at again whenever the case changes. */
export function useSimilar(number: string, version: number) {
  return useQuery({
    queryKey: ['similar', number, version],
    queryFn: () => read<Group>(`${api}/${encodeURIComponent(number)}/similar`),
    // A case that came later is found from its own side, of which this case hears nothing.
    refetchInterval: 60_000,
    placeholderData: (before) => (before?.own.number === number ? before : undefined),
  });
}

/** Merges what was chosen, as it was seen; where somebody was faster the page shows how it is now. */
export function useMerge(own: string) {
  const client = useQueryClient();
  const refreshLists = useRefreshLists();
  const { message } = App.useApp();
  const tried = useRef({ signature: '', key: '' });
  const lookAgain = () => {
    void client.invalidateQueries({ queryKey: ['case', own] });
    void client.invalidateQueries({ queryKey: ['similar'] });
    refreshLists();
  };
  return useMutation({
    mutationFn({ master, cases }: Choice) {
      const body = { cases: cases.map(({ number, version }) => ({ number, version })) };
      const signature = JSON.stringify([master.number, master.version, body]);
      if (tried.current.signature !== signature) tried.current = { signature, key: newId() };
      return write<Group>(`${api}/${encodeURIComponent(master.number)}/merges`, {
        body,
        version: master.version,
        idempotencyKey: tried.current.key,
      });
    },
    onSuccess(_, { master, cases }) {
      lookAgain();
      void message.success(`已把 ${cases.length} 件并入 ${master.number}`);
    },
    onError(error) {
      lookAgain();
      const changed = error instanceof RequestError && (error.status === 409 || error.status === 412);
      void message.warning(changed ? `${error.message}。页面已换成最新情况。` : error.message, 6);
    },
  });
}
