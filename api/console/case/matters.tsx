import { Alert, Button } from 'antd';
import type { Proposal } from '../parts/shapes.ts';
import { topicText } from './words.ts';

/** 一单多诉: the matters that the complaint seems to hold, to be split in one go after a look. */
export function Matters({
  matters,
  onSplit,
}: {
  matters: Proposal['matters'];
  onSplit: (texts: string[]) => void;
}) {
  return (
    <Alert
      type="info"
      className="spaced"
      title={`好像说了 ${matters.length} 件事`}
      description={
        <>
          <ol className="matters">
            {matters.map(({ text, topic, department }) => (
              <li key={text}>
                <span className="matter-words">{text}</span>
                <span className="reason">
                  {[topicText(topic), department?.name].filter(Boolean).join(' · ')}
                </span>
              </li>
            ))}
          </ol>
          <Button size="small" type="primary" ghost onClick={() => onSplit(matters.map(({ text }) => text))}>
            拆成 {matters.length} 件工单
          </Button>
        </>
      }
    />
  );
}
