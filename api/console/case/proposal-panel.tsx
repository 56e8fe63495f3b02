import { Alert, Button, Card, Progress, Tag } from 'antd';
import { useDirectory } from '../parts/queries.ts';
import type { Proposal, ProposedDepartment } from '../parts/shapes.ts';
import { Matters } from './matters.tsx';
import { TellApart } from './tell-apart.tsx';
import { topicText, urgencyColors } from './words.ts';

const percent = (probability: number) => Math.round(probability * 100);

/** 分办建议: what triage thinks and why; a press or a digit takes one of its departments or topics over. */
export function ProposalPanel({
  proposal,
  department,
  topic,
  onDepartment,
  onTopic,
  onAsk,
  onSplit,
}: {
  proposal: Proposal;
  /** Codes that the form holds now. */
  department: string | undefined;
  topic: string | undefined;
  onDepartment: (proposed: ProposedDepartment) => void;
  onTopic: (code: string) => void;
  /** Asks the citizen what tells the departments apart. */
  onAsk?: ((question: string) => void) | undefined;
  /** Opens the drafts of the matters for a look before the case is split. */
  onSplit: (matters: string[]) => void;
}) {
  const words = useDirectory().data?.words;
  const urgency = proposal.urgency ?? 'normal';
  return (
    <Card
      size="small"
      title="分办建议"
      extra={<Tag color={urgencyColors[urgency] ?? 'default'}>{words?.urgencies[urgency] ?? urgency}</Tag>}
    >
      {proposal.problem && proposal.topics.length === 0 && (
        <Alert type="error" showIcon className="spaced" title={`自动分办没有完成：${proposal.problem}`} />
      )}
      {proposal.unsure && proposal.topics.length > 0 && (
        <Alert
          type="warning"
          showIcon
          className="spaced"
          title="系统没有把握，请仔细核对事项和单位"
          {...(proposal.problem ? { description: proposal.problem } : {})}
        />
      )}
      {proposal.matters.length > 1 && <Matters matters={proposal.matters} onSplit={onSplit} />}
      <h3>事项类别</h3>
      <ul className="choices" aria-label="建议的事项类别">
        {proposal.topics.slice(0, 3).map((item) => (
          <li key={item.code}>
            <button type="button" aria-pressed={item.code === topic} onClick={() => onTopic(item.code)}>
              <span className="choice-name">{topicText(item)}</span>
              <Likelihood value={item.probability} />
            </button>
          </li>
        ))}
      </ul>
      <h3>承办单位</h3>
      <ul className="choices" aria-label="建议的承办单位">
        {proposal.departments.slice(0, 3).map((item, index) => (
          <li key={`${item.code}-${item.reason}`}>
            <button type="button" aria-pressed={item.code === department} onClick={() => onDepartment(item)}>
              <span className="choice-name">
                <kbd>{index + 1}</kbd> {item.name}
              </span>
              <Likelihood value={item.probability} />
              {item.reason && <span className="reason">{item.reason}</span>}
              {item.supporters.length > 0 && (
                <span className="reason">协办：{item.supporters.map(({ name }) => name).join('、')}</span>
              )}
            </button>
            {item.question && onAsk && !proposal.tellApart && (
              <Button type="link" size="small" onClick={() => onAsk(item.question!)} className="ask">
                问诉求人：{item.question}
              </Button>
            )}
          </li>
        ))}
      </ul>
      {proposal.tellApart && <TellApart tellApart={proposal.tellApart} onAsk={onAsk} />}
      {proposal.evidence.length > 0 && (
        <p className="quiet evidence">
          依据的词：
          {proposal.evidence.slice(0, 8).map(({ text }) => (
            <mark key={text}>{text}</mark>
          ))}
        </p>
      )}
    </Card>
  );
}

function Likelihood({ value }: { value: number }) {
  return (
    <span className="likelihood">
      <Progress
        percent={percent(value)}
        showInfo={false}
        size="small"
        aria-label={`可能性 ${percent(value)}%`}
      />
      <span>{percent(value)}%</span>
    </span>
  );
}
