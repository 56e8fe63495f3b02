import { useMutation } from '@tanstack/react-query';
import { Button, Typography } from 'antd';
import { useSession } from '../parts/queries.ts';
import { write } from '../parts/request.ts';
import type { Complaint } from '../parts/shapes.ts';

const contactReaders = ['operator', 'reviewer', 'clerk', 'head', 'return_visit'];

/** Name and telephone, masked until somebody who needs them asks; each look is recorded. */
export function Contact({ number, complaint }: { number: string; complaint: Complaint }) {
  const user = useSession().data;
  const reveal = useMutation({
    mutationFn: () =>
      write<{ contact: { name: string | null; phone: string | null } }>(`/api/v1/cases/${number}/reveal`, {
        body: {},
      }),
  });
  if (complaint.anonymous) return <>要求匿名</>;
  if (!complaint.contact) return <>没有留下</>;
  const contact = reveal.data?.contact ?? complaint.contact;
  const may = user?.roles.some((role) => contactReaders.includes(role));
  return (
    <>
      <span>{[contact.name, contact.phone].filter(Boolean).join(' ')}</span>
      {may && !reveal.data && (
        <Button type="link" size="small" loading={reveal.isPending} onClick={() => reveal.mutate()}>
          查看联系方式
        </Button>
      )}
      {reveal.isError && <Typography.Text type="danger">{reveal.error.message}</Typography.Text>}
    </>
  );
}
