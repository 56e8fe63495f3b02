import {
  keepPreviousData,
  QueryCache,
  QueryClient,
  useInfiniteQuery,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query';
import { RequestError, read } from './request.ts';
import type { CaseDetail, CasePage, Directory, User } from './shapes.ts';

const api = '/api/v1';

/** One cache for the page; a 401 anywhere means that the session has ended. */
export function createQueryClient(): QueryClient {
  const client: QueryClient = new QueryClient({
    queryCache: new QueryCache({
      onError(error) {
        if (error instanceof RequestError && error.status === 401) client.setQueryData(['session'], null);
      },
    }),
    defaultOptions: {
      queries: {
        staleTime: 30_000,
        retry: (count, error) => count < 2 && !(error instanceof RequestError && error.status >= 400),
      },
    },
  });
  return client;
}

/** The person at the desk; null when nobody is signed in. */
export function useSession() {
  return useQuery({
    queryKey: ['session'],
    staleTime: Number.POSITIVE_INFINITY,
    async queryFn(): Promise<User | null> {
      try {
        return (await read<{ user: User }>(`${api}/session`)).user;
      } catch (error) {
        if (error instanceof RequestError && error.status === 401) return null;
        throw error;
      }
    },
  });
}

export function useDirectory() {
  return useQuery({
    queryKey: ['directory'],
    staleTime: 10 * 60_000,
    queryFn: () => read<Directory>(`${api}/directory`),
  });
}

export interface CaseFilter {
  state?: string;
  q?: string;
  urgency?: string;
  department?: string;
}

export function useCaseList(filter: CaseFilter, limit = 30) {
  return useInfiniteQuery({
    queryKey: ['cases', filter, limit],
    initialPageParam: '',
    placeholderData: keepPreviousData,
    queryFn({ pageParam }) {
      const query = new URLSearchParams({ limit: String(limit) });
      for (const [key, value] of Object.entries(filter)) if (value) query.set(key, value);
      if (pageParam) query.set('cursor', pageParam);
      return read<CasePage>(`${api}/cases?${query}`);
    },
    getNextPageParam: (page) => page.nextCursor,
  });
}

export function useCounts() {
  return useQuery({
    queryKey: ['counts'],
    queryFn: () => read<{ byState: Record<string, number>; overdue: number }>(`${api}/cases/counts`),
  });
}

export function useCase(number: string, enabled = true) {
  return useQuery({
    enabled,
    queryKey: ['case', number],
    queryFn: () => read<CaseDetail>(`${api}/cases/${encodeURIComponent(number)}`),
  });
}

/** Loads again whatever lists are on the page. */
export function useRefreshLists(): () => void {
  const client = useQueryClient();
  return () => {
    void client.invalidateQueries({ queryKey: ['cases'] });
    void client.invalidateQueries({ queryKey: ['counts'] });
  };
}

/** True where the demonstration's simulator answers. */
export function useDemo(): boolean {
  const { data } = useQuery({
    queryKey: ['demo'],
    retry: false,
    staleTime: Number.POSITIVE_INFINITY,
    queryFn: async () => (await fetch('/simulator/api/city').catch(() => null))?.ok ?? false,
  });
  return data ?? false;
}
