import { Alert, Button, Card, Checkbox, Popconfirm, Radio, Tag } from 'antd';
import { useState } from 'react';
import { Link } from '../parts/location.tsx';
import { formatShort } from '../parts/time.ts';
import { type Group, likely, type Member, nearlyCertain, planMerge, reasonsOf } from './similar-shapes.ts';
import { useMerge, useSimilar } from './use-similar.ts';
import './similar.css';

const percent = (score: number) => `${Math.max(1, Math.round(score * 100))}%`;

/** 相似工单: open cases that may be the same matter, side by side, to be merged with one decision. */
export function SimilarPanel({ number, version }: { number: string; version: number }) {
  const group = useSimilar(number, version);
  if (!group.data) return null;
  const { similar, master } = group.data;
  return (
    <>
      {master && <MasterNote master={master} />}
      {/* A newer look starts the ticks afresh. */}
      {similar.length > 0 && !master && (
        <Offered
          key={`${number}:${similar.map((one) => `${one.number}${one.version}`)}`}
          group={group.data}
        />
      )}
    </>
  );
}

function MasterNote({ master }: { master: Member }) {
  const link = <Link href={`/cases/${master.number}`}>{master.number}</Link>;
  return (
    <Alert
      type="info"
      showIcon
      title={
        <>
          已并入主工单 {link}（{master.stateName}），办理和答复都看主工单，诉求人会单独收到答复。
        </>
      }
    />
  );
}

function Offered({ group }: { group: Group }) {
  const { own, similar } = group;
  const merge = useMerge(own.number);
  const [ticked, setTicked] = useState<readonly string[]>(
    similar.filter(({ score, mergeable }) => score >= nearlyCertain && mergeable).map(({ number }) => number),
  );
  const [asked, setAsked] = useState<string | null>(null);
  const probable = similar.filter(({ score }) => score >= likely);
  const [all, setAll] = useState(false);
  const shown = all ? similar : probable;
  const plan = planMerge([own, ...similar.filter(({ number }) => ticked.includes(number))], asked);
  const master = typeof plan === 'string' ? null : plan.master.number;
  const tick = (number: string) =>
    setTicked(ticked.includes(number) ? ticked.filter((one) => one !== number) : [...ticked, number]);

  return (
    <Card size="small" title={`可能是同一件事的工单（${similar.length}）`} className="similar">
      {shown.length > 0 && (
        <table>
          <thead>
            <tr>
              <th>同一件</th>
              <th>工单</th>
              <th>内容</th>
              <th>承办单位</th>
              <th>像在哪里</th>
              <th>主工单</th>
            </tr>
          </thead>
          <tbody>
            <Row member={own} label="本工单" ticked master={master} onMaster={setAsked} />
            {shown.map((one) => (
              <Row
                key={one.number}
                member={one}
                label={`可能性 ${percent(one.score)}`}
                reasons={reasonsOf(one)}
                ticked={ticked.includes(one.number)}
                master={master}
                onTick={() => tick(one.number)}
                onMaster={setAsked}
              />
            ))}
          </tbody>
        </table>
      )}
      <div className="similar-foot">
        {shown.length > 0 && (
          <Popconfirm
            title="并为一件？"
            description={
              typeof plan === 'string' ? '' : `${plan.cases.length} 件并入 ${master}，可以逐件撤销。`
            }
            okText="并为一件"
            cancelText="再看看"
            disabled={typeof plan === 'string'}
            onConfirm={() => typeof plan !== 'string' && merge.mutate(plan)}
          >
            <Button type="primary" disabled={typeof plan === 'string'} loading={merge.isPending}>
              并为一件
            </Button>
          </Popconfirm>
        )}
        <span className="quiet" role="status">
          {shown.length === 0
            ? '都不太像，需要时可以展开看看。'
            : typeof plan === 'string'
              ? plan
              : `把 ${plan.cases.map(({ number }) => number).join('、')} 并入 ${master}，一次办理，每位诉求人都单独收到答复。`}
        </span>
        {probable.length < similar.length && (
          <Button type="link" size="small" onClick={() => setAll(!all)}>
            {all ? '收起不太像的' : `还有 ${similar.length - probable.length} 件不太像的`}
          </Button>
        )}
      </div>
    </Card>
  );
}

function Row({
  member,
  label,
  reasons = [],
  ticked,
  master,
  onTick,
  onMaster,
}: {
  member: Member;
  label: string;
  reasons?: string[];
  ticked: boolean;
  master: string | null;
  /** Missing for the case that is open: it is always one of the group. */
  onTick?: () => void;
  onMaster: (number: string) => void;
}) {
  const { number, stateName, summary, place, district, department, filedAt, claimedBy, merged } = member;
  const where = [district?.name, place].filter(Boolean).join(' · ');
  return (
    <tr className={ticked ? 'ticked' : ''}>
      <td>
        <Checkbox
          checked={ticked}
          disabled={!onTick}
          {...(onTick ? { onChange: onTick } : {})}
          aria-label={`${number} 是同一件`}
        />
      </td>
      <td className="which">
        {onTick ? <Link href={`/cases/${number}`}>{number}</Link> : <strong>{number}</strong>}
        <span>
          <Tag color={onTick ? 'default' : 'blue'}>{label}</Tag>
        </span>
        <span className="quiet">
          {stateName}
          {claimedBy && !claimedBy.mine ? ` · ${claimedBy.displayName}在办理` : ''}
        </span>
        {merged > 0 && <span className="quiet">已并入 {merged} 件</span>}
      </td>
      <td className="what">
        <span>{summary}</span>
        <span className="quiet">
          {where ? `${where} · ` : ''}
          {formatShort(filedAt)}
        </span>
      </td>
      <td>{department?.name ?? <span className="quiet">还没有定</span>}</td>
      <td>
        <ul className="reasons">
          {reasons.map((reason) => (
            <li key={reason}>{reason}</li>
          ))}
        </ul>
      </td>
      <td>
        <Radio
          checked={master === number}
          disabled={!ticked}
          onChange={() => onMaster(number)}
          aria-label={`${number} 作主工单`}
        />
      </td>
    </tr>
  );
}
