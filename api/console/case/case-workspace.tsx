import { Alert, Button, Card, Descriptions, Form, Result, Skeleton, Tag } from 'antd';
import { Link } from '../parts/location.tsx';
import { useCase, useDirectory, useSession } from '../parts/queries.ts';
import type { Action, CaseDetail, ProposedDepartment } from '../parts/shapes.ts';
import { formatTime } from '../parts/time.ts';
import { ActionBar, ActionDialog, useActions } from './action-bar.tsx';
import { Assignments } from './assignments.tsx';
import { ComplaintCard } from './complaint-card.tsx';
import { type Decision, DecisionForm } from './decision-form.tsx';
import { Due } from './due.tsx';
import { MergedNote } from './merged-note.tsx';
import { ProposalPanel } from './proposal-panel.tsx';
import { SimilarPanel } from './similar-panel.tsx';
import { Situation } from './situation.tsx';
import { CaseTimeline } from './timeline.tsx';
import { useAct } from './use-act.ts';
import { type Shortcuts, useShortcuts } from './use-shortcuts.ts';
import { topicText, urgencyColors } from './words.ts';

/** One case with everything about it and everything that this person may do with it. */
export function CaseWorkspace({ number, shortcuts = {} }: { number: string; shortcuts?: Shortcuts }) {
  const found = useCase(number);
  if (found.isPending) return <Skeleton active paragraph={{ rows: 10 }} className="pane" />;
  if (found.isError && !found.data)
    return (
      <Result
        status="warning"
        title="打不开这件工单"
        subTitle={found.error.message}
        extra={<Button onClick={() => found.refetch()}>再试一次</Button>}
      />
    );
  // A form belongs to one case and one proposal: a newer one starts it afresh.
  const key = `${number}:${found.data.proposal?.at ?? ''}:${found.data.state === 'awaiting_review'}`;
  return <Opened key={key} shown={found.data} shortcuts={shortcuts} />;
}

function Opened({ shown, shortcuts }: { shown: CaseDetail; shortcuts: Shortcuts }) {
  const [form] = Form.useForm<Decision>();
  const act = useAct(shown);
  const actions = useActions((what, done) => act.mutate(what, { onSuccess: done }));
  const department = Form.useWatch('department', form);
  const topic = Form.useWatch('topic', form);
  const confirm = shown.actions.find(({ event }) => event === 'confirm');
  const offered = shown.actions.filter(({ event }) => event !== 'confirm');
  const { proposal } = shown;
  const roles = useSession().data?.roles ?? [];
  const merges = roles.some((role) => ['reviewer', 'administrator'].includes(role));
  const departmental = roles.every((role) => ['clerk', 'head'].includes(role));

  const start = (event: string, initial?: Record<string, unknown>) => {
    const action = offered.find((item) => item.event === event);
    if (action && !act.isPending && !actions.asked) actions.start(action, initial);
  };
  const choose = (proposed: ProposedDepartment | undefined) => {
    if (!confirm || !proposed) return;
    form.setFieldsValue({
      department: proposed.code,
      supporters: proposed.supporters.map(({ code }) => code),
    });
  };
  useShortcuts({
    ...shortcuts,
    '1': () => choose(proposal?.departments[0]),
    '2': () => choose(proposal?.departments[1]),
    '3': () => choose(proposal?.departments[2]),
    d: () => start('dispatch'),
    q: () => start('ask_citizen'),
    r: () => start('refuse'),
    'ctrl+enter': () => {
      if (confirm && !act.isPending && !actions.asked) form.submit();
    },
  });

  return (
    <article className="case" aria-label={`工单 ${shown.number}`}>
      <CaseHeading shown={shown} />
      <ActionBar
        actions={offered}
        busy={act.isPending}
        keys={{ dispatch: 'D', ask_citizen: 'Q', refuse: 'R' }}
        onStart={(action) => actions.start(action, beginWith(action, shown))}
      />
      {merges && <SimilarPanel number={shown.number} version={shown.version} />}
      <div className="columns">
        <div className="column">
          <Situation shown={shown} />
          <MergedNote shown={shown} opens={!departmental} />
          {shown.complaints.map((complaint) => (
            <ComplaintCard key={complaint.id} shown={shown} complaint={complaint} />
          ))}
          {shown.added.length > 0 && (
            <Card size="small" title="补充情况">
              {shown.added.map(({ text, at }) => (
                <p key={at} className="words added">
                  <span className="quiet">{formatTime(at)}</span>
                  <br />
                  {text}
                </p>
              ))}
            </Card>
          )}
          {confirm && proposal && (
            <ProposalPanel
              proposal={proposal}
              department={department}
              topic={topic}
              onDepartment={choose}
              onTopic={(code) => form.setFieldsValue({ topic: code })}
              onAsk={(question) => start('ask_citizen', { question })}
              onSplit={(matters) => start('split', { matters })}
            />
          )}
        </div>
        <div className="column">
          {confirm && !proposal && <Alert type="info" showIcon title="还没有分办建议，可以直接填写" />}
          {confirm && (
            <Card size="small" title="分办">
              <DecisionForm
                shown={shown}
                form={form}
                busy={act.isPending}
                onConfirm={(data) => act.mutate({ event: 'confirm', title: confirm.title, data })}
              />
            </Card>
          )}
          {confirm && <CaseTimeline events={shown.events} />}
          {!confirm && <DecisionCard shown={shown} />}
          <Assignments assignments={shown.assignments} />
          {!confirm && <CaseTimeline events={shown.events} />}
        </div>
      </div>
      <ActionDialog
        asked={actions.asked}
        shown={shown}
        busy={act.isPending}
        onSubmit={(what) => act.mutate(what, { onSuccess: actions.cancel })}
        onCancel={actions.cancel}
      />
    </article>
  );
}

/** Splitting begins with what triage made of it, else with the words as they are. */
function beginWith({ event }: Action, { proposal, complaints }: CaseDetail) {
  if (event !== 'split') return undefined;
  const drafts = proposal?.matters.map(({ text }) => text) ?? [];
  return { matters: drafts.length > 0 ? drafts : [complaints[0]?.text ?? '', ''] };
}

function CaseHeading({ shown }: { shown: CaseDetail }) {
  const words = useDirectory().data?.words;
  return (
    <div className="case-heading">
      <h2>{shown.number}</h2>
      <Tag color="blue">{shown.stateName}</Tag>
      <Tag color={urgencyColors[shown.urgency] ?? 'default'}>
        {words?.urgencies[shown.urgency] ?? shown.urgency}
      </Tag>
      <Tag>{words?.kinds[shown.kind] ?? shown.kind}</Tag>
      {shown.round > 1 && <Tag color="orange">第 {shown.round} 轮</Tag>}
      <Due at={shown.dueAt} />
      {shown.linked.map((number) => (
        <Link key={number} href={`/cases/${number}`} title="同一次反映的另一件">
          同来 {number}
        </Link>
      ))}
    </div>
  );
}

function DecisionCard({ shown }: { shown: CaseDetail }) {
  const words = useDirectory().data?.words;
  const { decision } = shown;
  if (!decision) return null;
  const items = [
    { key: 'topic', label: '事项类别', children: topicText(shown.topic ?? decision.topic) },
    { key: 'department', label: '承办单位', children: (shown.department ?? decision.department).name },
    {
      key: 'supporters',
      label: '协办单位',
      children: decision.supporters.map(({ name }) => name).join('、'),
    },
    { key: 'kind', label: '诉求类型', children: words?.kinds[decision.kind] ?? decision.kind },
    { key: 'district', label: '所属区县', children: shown.district?.name ?? '' },
    { key: 'note', label: '说明', children: decision.note ?? '' },
    {
      key: 'by',
      label: '分办',
      children: `${decision.by} · ${formatTime(decision.at)}${decision.asProposed ? ' · 与建议一致' : ''}`,
    },
  ].filter(({ children }) => children);
  return (
    <Card size="small" title="分办结果">
      <Descriptions size="small" column={1} items={items} />
    </Card>
  );
}
