import { Empty } from 'antd';
import { useState } from 'react';
import { CaseQueue } from '../case/case-queue.tsx';
import { CaseWorkspace } from '../case/case-workspace.tsx';
import { StateTabs } from '../case/state-tabs.tsx';
import { useCounts } from '../parts/queries.ts';

const tabs = [
  { state: 'awaiting_signature', title: '待签收' },
  { state: 'in_hand', title: '办理中' },
  { state: 'reopened', title: '重办' },
  { state: 'return_review', title: '退单审核' },
  { state: 'answer_review', title: '答复审核' },
  { state: 'return_visit', title: '待回访' },
] as const;

/** 单位工作台: what a department has to sign for and to answer. */
export function DepartmentDesk() {
  const counts = useCounts().data;
  const [tab, setTab] = useState<string>('awaiting_signature');
  const [number, setNumber] = useState<string | null>(null);
  return (
    <div className="desk">
      <aside aria-label="本单位工单">
        <StateTabs tabs={tabs} active={tab} onChange={setTab} />
        {counts && counts.overdue > 0 && <p className="overdue">有 {counts.overdue} 件超期</p>}
        <div className="scroll">
          <CaseQueue state={tab} chosen={number} empty="这里没有工单" onChoose={setNumber} />
        </div>
      </aside>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: the keyboard must be able to scroll it */}
      <section className="scroll" aria-label="工单内容" tabIndex={0}>
        {number ? (
          <CaseWorkspace key={number} number={number} />
        ) : (
          <Empty className="nothing" description="从左边选一件工单办理" />
        )}
      </section>
    </div>
  );
}
