import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { whileVisible } from './while-visible.ts';

const gatherMs = 250;
const againMs = 4_000;

/**
 * Listens to the server for as long as the page is open; returns whether it hears anything. `alarm` is called at words
 * of danger in a conversation that a person holds.
 */
export function useLive(alarm: () => void): boolean {
  const client = useQueryClient();
  const onAlarm = useRef(alarm);
  onAlarm.current = alarm;
  const [connected, setConnected] = useState(false);
  useEffect(() => {
    let source: EventSource;
    let gather: ReturnType<typeof setTimeout> | undefined;
    let again: ReturnType<typeof setTimeout> | undefined;
    // A burst of changes is one reload of the lists.
    const refresh = () => {
      gather ??= setTimeout(() => {
        gather = undefined;
        void client.invalidateQueries({ queryKey: ['cases'] });
        void client.invalidateQueries({ queryKey: ['counts'] });
      }, gatherMs);
    };
    const open = () => {
      source = new EventSource('/api/v1/events');
      source.addEventListener('ready', () => {
        setConnected(true);
        refresh();
        void client.invalidateQueries({ queryKey: ['case'] });
        void client.invalidateQueries({ queryKey: ['takeovers'] });
        void client.invalidateQueries({ queryKey: ['takeover'] });
      });
      source.addEventListener('takeover', (event) => {
        const { takeoverId, alarm } = JSON.parse(event.data as string) as {
          takeoverId: string;
          alarm: boolean;
        };
        void client.invalidateQueries({ queryKey: ['takeovers'] });
        void client.invalidateQueries({ queryKey: ['takeover', takeoverId] });
        if (alarm) onAlarm.current();
      });
      source.addEventListener('case', (event) => {
        const { number } = JSON.parse(event.data as string) as { number: string };
        refresh();
        void client.invalidateQueries({ queryKey: ['case', number] });
      });
      source.onerror = () => {
        setConnected(false);
        if (source.readyState !== EventSource.CLOSED) return;
        void client.invalidateQueries({ queryKey: ['session'] });
        again = setTimeout(open, againMs);
      };
    };
    const stop = whileVisible(open, () => {
      source.close();
      clearTimeout(again);
    });
    return () => {
      stop();
      clearTimeout(gather);
    };
  }, [client]);
  return connected;
}
