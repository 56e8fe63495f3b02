import { useMutation, useQueryClient } from '@tanstack/react-query';
import { App, Button, Empty, Modal } from 'antd';
import { useState } from 'react';
import { CaseQueue } from '../case/case-queue.tsx';
import { CaseWorkspace } from '../case/case-workspace.tsx';
import { StateTabs } from '../case/state-tabs.tsx';
import { useClaim } from '../case/use-claim.ts';
import { useShortcuts } from '../case/use-shortcuts.ts';
import { useCase, useCounts, useRefreshLists } from '../parts/queries.ts';
import { write } from '../parts/request.ts';
import type { CaseDetail } from '../parts/shapes.ts';

const tabs = [
  { state: 'awaiting_review', title: '待受理' },
  { state: 'ready_to_dispatch', title: '待派单' },
  { state: 'return_review', title: '退单审核' },
  { state: 'answer_review', title: '答复审核' },
] as const;

const keys = [
  ['N', '领取下一件'],
  ['1 2 3', '选建议的承办单位'],
  ['Ctrl + Enter', '确认分办'],
  ['D', '派单'],
  ['Q', '请诉求人补充'],
  ['R', '不予受理'],
  ['?', '显示这张表'],
] as const;

/** 受理台: the queue on the left, the case in hand on the right. */
export function ReviewDesk() {
  const client = useQueryClient();
  const { message } = App.useApp();
  const counts = useCounts().data;
  const refreshLists = useRefreshLists();
  const [tab, setTab] = useState<string>('awaiting_review');
  const [number, setNumber] = useState<string | null>(null);
  const [helping, setHelping] = useState(false);
  const opened = useCase(number ?? '', number !== null).data;
  useClaim(number, opened?.state);

  const next = useMutation({
    mutationFn: () => write<CaseDetail>('/api/v1/review/next'),
    onSuccess(taken) {
      refreshLists();
      if (!taken) {
        void message.info('现在没有等待受理的工单');
        return;
      }
      client.setQueryData(['case', taken.number], taken);
      setNumber(taken.number);
      setTab('awaiting_review');
    },
    onError: (error) => void message.error(error.message),
  });
  const takeNext = () => {
    if (!next.isPending) next.mutate();
  };
  const shortcuts = { n: takeNext, '?': () => setHelping(true) };

  return (
    <div className="desk">
      <aside aria-label="待办工单">
        <div className="desk-tools">
          <Button type="primary" onClick={takeNext} loading={next.isPending} title="快捷键 N">
            领取下一件
          </Button>
          <Button onClick={() => setHelping(true)}>快捷键</Button>
        </div>
        <StateTabs tabs={tabs} active={tab} onChange={setTab} />
        {counts && counts.overdue > 0 && <p className="overdue">全部工单中有 {counts.overdue} 件超期</p>}
        <div className="scroll">
          <CaseQueue state={tab} chosen={number} empty="这里没有工单" onChoose={setNumber} />
        </div>
      </aside>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: the keyboard must be able to scroll it */}
      <section className="scroll" aria-label="工单内容" tabIndex={0}>
        {number ? (
          <CaseWorkspace key={number} number={number} shortcuts={shortcuts} />
        ) : (
          <Nothing shortcuts={shortcuts} onNext={takeNext} />
        )}
      </section>
      <Modal open={helping} title="键盘快捷键" footer={null} onCancel={() => setHelping(false)}>
        <dl className="keys">
          {keys.map(([key, title]) => (
            <div key={key}>
              <dt>
                <kbd>{key}</kbd>
              </dt>
              <dd>{title}</dd>
            </div>
          ))}
        </dl>
      </Modal>
    </div>
  );
}

function Nothing({ shortcuts, onNext }: { shortcuts: Record<string, () => void>; onNext: () => void }) {
  useShortcuts(shortcuts);
  return (
    <Empty className="nothing" description="还没有打开工单。按 N 领取最急的一件，或从左边选一件。">
      <Button onClick={onNext}>开始办理</Button>
    </Empty>
  );
}
