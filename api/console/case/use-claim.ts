import { useQueryClient } from '@tanstack/react-query';
import { App } from 'antd';
import { useEffect } from 'react';
import { useRefreshLists } from '../parts/queries.ts';
import { RequestError, write } from '../parts/request.ts';
import type { CaseDetail } from '../parts/shapes.ts';

const renewMs = 3 * 60_000;

/** Holds a case that is under review for as long as it is open, and gives it back on leaving it. */
export function useClaim(number: string | null, state: string | undefined): void {
  const client = useQueryClient();
  const { message } = App.useApp();
  const refreshLists = useRefreshLists();
  useEffect(() => {
    if (!number || state !== 'awaiting_review') return;
    const path = `/api/v1/cases/${number}/claim`;
    let told = false;
    const claim = async () => {
      try {
        await write(path);
        refreshLists();
      } catch (error) {
        if (!(error instanceof RequestError) || error.status !== 409) return;
        await client.invalidateQueries({ queryKey: ['case', number] });
        const holder = client.getQueryData<CaseDetail>(['case', number])?.claimedBy;
        if (!told) void message.warning(holder ? `${holder.displayName} 正在办理这件工单` : error.message, 5);
        told = true;
      }
    };
    void claim();
    const renew = setInterval(claim, renewMs);
    return () => {
      clearInterval(renew);
      if (client.getQueryData<CaseDetail>(['case', number])?.state === 'awaiting_review')
        void write(path, { method: 'DELETE' })
          .catch(() => null)
          .then(refreshLists);
    };
  }, [number, state]);
}
