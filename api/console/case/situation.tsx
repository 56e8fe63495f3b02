import { Alert } from 'antd';
import type { ReactNode } from 'react';
import { Link } from '../parts/location.tsx';
import { useDirectory } from '../parts/queries.ts';
import type { CaseDetail } from '../parts/shapes.ts';
import { formatTime } from '../parts/time.ts';
import { levelNames, wordFor } from './words.ts';

/** What is at stake right now: the return to judge, the answer to check, the question that is out. */
export function Situation({ shown }: { shown: CaseDetail }) {
  const directory = useDirectory().data;
  const last = (name: string) => shown.events.findLast((event) => event.name === name);
  const notes: {
    key: string;
    type: 'info' | 'warning' | 'error' | 'success';
    title: string;
    body?: ReactNode;
  }[] = [];

  if (shown.claimedBy && !shown.claimedBy.mine)
    notes.push({ key: 'claim', type: 'warning', title: `${shown.claimedBy.displayName} 正在办理这件工单` });
  if (shown.supervisionLevel)
    notes.push({
      key: 'level',
      type: shown.supervisionLevel === 'red' ? 'error' : 'warning',
      title: levelNames[shown.supervisionLevel] ?? '督办',
      body: String(last('supervise')?.data.note ?? ''),
    });
  const instructed = last('instruct');
  if (instructed)
    notes.push({
      key: 'instruct',
      type: 'info',
      title: `${instructed.actor}批示`,
      body: String(instructed.data.text ?? ''),
    });
  if (shown.follows || shown.followedBy.length > 0)
    notes.push({
      key: 'follows',
      type: 'info',
      title: shown.follows ? '办结之后的新情况' : '办结之后又有新情况',
      body: [shown.follows, ...shown.followedBy].flatMap((number) =>
        number
          ? [
              <Link key={number} href={`/cases/${number}`} className="linked">
                {number}
              </Link>,
            ]
          : [],
      ),
    });
  const { askedApart } = shown;
  if (askedApart && ['awaiting_review', 'awaiting_citizen'].includes(shown.state))
    notes.push({
      key: 'apart',
      type: askedApart.answer ? 'success' : 'info',
      title: `已问诉求人：${askedApart.question}`,
      body:
        askedApart.answer ??
        (askedApart.answeredAt
          ? '诉求人说不清楚，请按现有情况判断'
          : `${formatTime(askedApart.askedAt)} 问的，还没有回答`),
    });
  const urged = shown.events.filter(({ name, actor }) => name === 'urge' && actor === '诉求人');
  const urgedLast = urged.at(-1);
  if (
    urgedLast &&
    ['awaiting_review', 'ready_to_dispatch', 'awaiting_signature', 'in_hand', 'reopened'].includes(
      shown.state,
    )
  )
    notes.push({
      key: 'urge',
      type: 'warning',
      title: `诉求人催办${urged.length > 1 ? ` ${urged.length} 次` : ''}，${formatTime(urgedLast.at)}`,
      // 催办 alone says no more than the title.
      body: String(urgedLast.data.note ?? '').length > 6 ? String(urgedLast.data.note) : '',
    });
  if (shown.state === 'return_review' || shown.state === 'ruling') {
    const returned = last('return');
    const suggested = wordFor('department', returned?.data.suggestedDepartment, directory);
    notes.push({
      key: 'return',
      type: 'warning',
      title: `${returned?.department ?? '承办单位'}要求退单`,
      body: (
        <>
          {String(returned?.data.reason ?? '')}
          {suggested && <div>建议改由：{suggested}</div>}
        </>
      ),
    });
  }
  if (shown.state === 'in_hand' && last('rewrite') && !shown.satisfied) {
    const rewrite = last('rewrite')!;
    const answered = last('submit_answer');
    if (!answered || answered.at <= rewrite.at)
      notes.push({
        key: 'rewrite',
        type: 'warning',
        title: '答复被退回重写',
        body: String(rewrite.data.reason ?? ''),
      });
  }
  if (shown.state === 'reopened' || (shown.state === 'in_hand' && shown.round > 1))
    notes.push({
      key: 'redo',
      type: 'warning',
      title: '需要重办',
      body: String(last('redo')?.data.reason ?? ''),
    });
  if (shown.extensionAsked)
    notes.push({
      key: 'extension',
      type: 'warning',
      title: `承办单位申请延期 ${shown.extensionAsked.days} 个工作日`,
      body: shown.extensionAsked.reason,
    });
  const working = shown.assignments.filter(
    ({ part, answeredAt, endedAt }) => part === 'support' && !answeredAt && !endedAt,
  );
  if (shown.state === 'in_hand' && working.length > 0)
    notes.push({
      key: 'support',
      type: 'info',
      title: `等协办单位办完才能提交答复：${working.map(({ department }) => department.name).join('、')}`,
    });
  if (shown.parkedUntil)
    notes.push({
      key: 'park',
      type: 'info',
      title: `已挂账，复查日期 ${formatTime(shown.parkedUntil).slice(0, 10)}`,
    });
  if (shown.state === 'awaiting_citizen' && shown.question)
    notes.push({ key: 'question', type: 'info', title: '正在等诉求人补充', body: shown.question });
  if (shown.answer)
    notes.push({
      key: 'answer',
      type: 'success',
      title: '答复内容',
      body: <div className="words">{shown.answer}</div>,
    });
  if (shown.satisfied === false)
    notes.push({
      key: 'unhappy',
      type: 'error',
      title: '诉求人不满意',
      body: shown.dissatisfaction || '没有说原因',
    });

  return (
    <>
      {notes.map(({ key, type, title, body }) => (
        <Alert key={key} type={type} showIcon title={title} {...(body ? { description: body } : {})} />
      ))}
    </>
  );
}
