import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { Alert, Button, Table, type TableColumnsType, Tag } from 'antd';
import { Link } from '../parts/location.tsx';
import { read, write } from '../parts/request.ts';
import { formatTime } from '../parts/time.ts';

interface UndeliveredMessage {
  id: string;
  direction: 'in' | 'out';
  text: string;
  citizen: string;
  caseNumber: string | null;
  /** Sent by itself once the citizen writes again. */
  waiting: boolean;
  reason: string;
  attempts: number;
  writtenAt: string;
  since: string;
}

const address = '/api/v1/undelivered';

function RetryButton({ id }: { id: string }) {
  const client = useQueryClient();
  const retry = useMutation({
    mutationFn: () => write(`${address}/${id}/retry`),
    onSettled: () => client.invalidateQueries({ queryKey: ['undelivered'] }),
  });
  return (
    <Button size="small" loading={retry.isPending} onClick={() => retry.mutate()}>
      再发一次
    </Button>
  );
}

/** 未送达消息: what did not reach a citizen, and why; nothing is lost without anybody knowing. */
export function UndeliveredPage() {
  const list = useInfiniteQuery({
    queryKey: ['undelivered'],
    initialPageParam: '',
    refetchInterval: 30_000,
    queryFn: ({ pageParam }) =>
      read<{ items: UndeliveredMessage[]; nextCursor: string | null }>(
        pageParam ? `${address}?cursor=${pageParam}` : address,
      ),
    getNextPageParam: (page) => page.nextCursor,
  });
  return (
    <div className="page">
      <h1>未送达消息</h1>
      {list.isError && <Alert type="error" showIcon title={list.error.message} className="spaced" />}
      <Table
        rowKey="id"
        size="middle"
        columns={columns}
        dataSource={list.data?.pages.flatMap((page) => page.items) ?? []}
        loading={list.isPending}
        pagination={false}
        scroll={{ x: 1000 }}
        locale={{ emptyText: '消息都送到了' }}
      />
      {list.hasNextPage && (
        <Button
          block
          className="more-rows"
          loading={list.isFetchingNextPage}
          onClick={() => list.fetchNextPage()}
        >
          加载更多
        </Button>
      )}
    </div>
  );
}

const columns: TableColumnsType<UndeliveredMessage> = [
  {
    title: '情况',
    width: 110,
    render: (_, { waiting, direction }) =>
      waiting ? (
        <Tag color="gold">等对方说话</Tag>
      ) : (
        <Tag color="red">{direction === 'in' ? '没有处理' : '没有送到'}</Tag>
      ),
  },
  { title: '诉求人', dataIndex: 'citizen', width: 90 },
  {
    title: '工单',
    dataIndex: 'caseNumber',
    width: 175,
    render: (number: string | null) => (number ? <Link href={`/cases/${number}`}>{number}</Link> : '—'),
  },
  { title: '内容', dataIndex: 'text', className: 'wrap' },
  { title: '原因', dataIndex: 'reason', width: 220, className: 'wrap' },
  { title: '从何时起', dataIndex: 'since', width: 150, render: formatTime },
  { title: '操作', width: 110, render: (_, { id }) => <RetryButton id={id} /> },
];
