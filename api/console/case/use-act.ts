import { useMutation, useQueryClient } from '@tanstack/react-query';
import { App } from 'antd';
import { useRef } from 'react';
import { useRefreshLists } from '../parts/queries.ts';
import { newId, RequestError, write } from '../parts/request.ts';
import type { CaseDetail } from '../parts/shapes.ts';

export interface Act {
  event: string;
  title: string;
  data: Record<string, unknown>;
}

/**
 * Acts on the version of the case that is on the page. A repetition after a broken connection carries the
 * same key, so that it happens once; where somebody was faster the page loads the case again and says so.
 */
export function useAct(shown: CaseDetail) {
  const client = useQueryClient();
  const refreshLists = useRefreshLists();
  const { message } = App.useApp();
  const tried = useRef({ signature: '', key: '' });
  return useMutation({
    async mutationFn({ event, data }: Act) {
      const signature = JSON.stringify([shown.number, shown.version, event, data]);
      if (tried.current.signature !== signature) tried.current = { signature, key: newId() };
      return write<CaseDetail>(`/api/v1/cases/${shown.number}/events/${event}`, {
        body: data,
        version: shown.version,
        idempotencyKey: tried.current.key,
      });
    },
    onSuccess(after, { title }) {
      client.setQueryData(['case', shown.number], after);
      refreshLists();
      void message.success(`${title}：已完成，工单现在是“${after?.stateName ?? ''}”`);
    },
    onError(error) {
      if (!(error instanceof RequestError)) return;
      if (error.status === 401) client.setQueryData(['session'], null);
      if (error.status === 409 || error.status === 412) {
        void client.invalidateQueries({ queryKey: ['case', shown.number] });
        refreshLists();
        void message.warning(`${error.message}。页面已换成最新情况。`, 6);
      } else {
        const fields = Object.values(error.fields).join(';');
        void message.error(fields ? `${error.message}:${fields}` : error.message, 6);
      }
    },
  });
}
