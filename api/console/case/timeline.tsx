import { Card, Image, Timeline } from 'antd';
import { useDirectory } from '../parts/queries.ts';
import type { CaseEvent } from '../parts/shapes.ts';
import { formatTime } from '../parts/time.ts';
import { fieldNames, wordFor } from './words.ts';

const colors: Record<string, string> = {
  refuse: 'red',
  return: 'red',
  not_satisfied: 'red',
  supervise: 'orange',
  urge: 'orange',
  closed: 'green',
  close: 'green',
  satisfied: 'green',
};

/** 流转记录: who did what and when, the newest on top. */
export function CaseTimeline({ events }: { events: CaseEvent[] }) {
  const directory = useDirectory().data;
  const items = [...events].reverse().map((event) => ({
    key: event.id,
    color: colors[event.name] ?? 'blue',
    content: (
      <div className="event">
        <strong>{event.title}</strong>
        {event.toState && event.toState !== event.fromState && (
          <span className="quiet"> → {directory?.words.states[event.toState] ?? event.toState}</span>
        )}
        <div className="quiet">
          {formatTime(event.at)} · {event.actor}
          {event.department ? ` · ${event.department}` : ''}
        </div>
        {Object.entries(event.data).map(([key, value]) => {
          const text = fieldNames[key] ? wordFor(key, value, directory) : '';
          return text ? (
            <div key={key} className="said">
              {fieldNames[key]}：{text}
            </div>
          ) : null;
        })}
        {event.photos.length > 0 && (
          <Image.PreviewGroup>
            <div className="pictures">
              {event.photos.map(({ id, url }) => (
                <Image key={id} src={url} alt="诉求人补充的照片" width={72} height={72} />
              ))}
            </div>
          </Image.PreviewGroup>
        )}
      </div>
    ),
  }));
  return (
    <Card size="small" title="流转记录">
      <Timeline items={items} className="timeline" />
    </Card>
  );
}
