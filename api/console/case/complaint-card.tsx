import { Card, Descriptions, Image, Tag } from 'antd';
import { useDirectory } from '../parts/queries.ts';
import type { CaseDetail, Complaint } from '../parts/shapes.ts';
import { formatTime } from '../parts/time.ts';
import { Contact } from './contact.tsx';
import { Highlight } from './highlight.tsx';

/** What the citizen said, as they said it, with where and since when. */
export function ComplaintCard({ shown, complaint }: { shown: CaseDetail; complaint: Complaint }) {
  const words = useDirectory().data?.words;
  const evidence = (shown.proposal?.evidence ?? [])
    .filter(({ weight }) => weight > 0)
    .map(({ text }) => text);
  const pictures = complaint.attachments.filter(({ mimeType }) => mimeType.startsWith('image/'));
  const files = complaint.attachments.filter(({ mimeType }) => !mimeType.startsWith('image/'));
  const position =
    complaint.latitude !== null && complaint.longitude !== null
      ? `${complaint.latitude.toFixed(5)}, ${complaint.longitude.toFixed(5)}`
      : null;
  const facts = [
    { key: 'place', label: '地点', children: complaint.place ?? '没有说' },
    { key: 'neighbourhood', label: '社区', children: complaint.neighbourhood },
    { key: 'position', label: '定位', children: position },
    { key: 'since', label: '发生时间', children: complaint.since },
    {
      key: 'contact',
      label: '联系方式',
      children: <Contact number={shown.number} complaint={complaint} />,
    },
    { key: 'at', label: '反映时间', children: formatTime(complaint.createdAt) },
  ].filter(({ children }) => children !== null);
  return (
    <Card
      size="small"
      title="诉求内容"
      extra={complaint.kind && <Tag>{words?.kinds[complaint.kind] ?? complaint.kind}</Tag>}
    >
      <Highlight text={complaint.text} words={evidence} />
      {pictures.length > 0 && (
        <Image.PreviewGroup>
          <div className="pictures">
            {pictures.map(({ id, url, fileName }) => (
              <Image key={id} src={url} alt={`照片 ${fileName}`} width={104} height={104} />
            ))}
          </div>
        </Image.PreviewGroup>
      )}
      {files.map(({ id, url, fileName }) => (
        <p key={id}>
          <a href={url}>{fileName}</a>
        </p>
      ))}
      <Descriptions size="small" column={1} items={facts} className="facts" />
    </Card>
  );
}
