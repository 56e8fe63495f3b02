import { useMutation } from '@tanstack/react-query';
import { App, Button, Card, Checkbox, Form, Input } from 'antd';
import { useState } from 'react';
import { WordPicker } from '../case/pickers.tsx';
import { newId, write } from '../parts/request.ts';
import { type Conversation, useConversationAct } from './conversations.ts';

interface Written {
  text: string;
  kind?: string;
  place?: string;
  since?: string;
  name?: string;
  phone?: string;
  anonymous?: boolean;
}

const emptyAsNull = (written: Written) =>
  Object.fromEntries(Object.entries(written).map(([name, value]) => [name, value === '' ? null : value]));

/** What the bot has understood so far, to be completed and filed by the person at the desk. */
export function FileForm({ shown }: { shown: Conversation }) {
  const { draft, id } = shown;
  const { message } = App.useApp();
  const [form] = Form.useForm<Written>();
  const [key, setKey] = useState(newId);
  const reveal = useMutation({
    mutationFn: () =>
      write<{ contact: { name: string | null; phone: string | null } }>(`/api/v1/takeovers/${id}/reveal`),
    onSuccess(seen) {
      form.setFieldsValue({ name: seen?.contact.name ?? '', phone: seen?.contact.phone ?? '' });
    },
  });
  const file = useConversationAct<object, { number: string }>(
    () => 'complaint',
    (filed) => {
      setKey(newId());
      form.resetFields();
      form.setFieldsValue({ text: '', place: '', since: '' });
      if (filed?.number) void message.success(`已登记 ${filed.number}，市民已经收到工单号`);
    },
  );
  const kept = draft.contact && [draft.contact.name, draft.contact.phone].filter(Boolean).join(' ');
  return (
    <Card size="small" title="登记诉求">
      <Form
        form={form}
        layout="vertical"
        initialValues={{
          text: draft.told,
          kind: draft.kind ?? undefined,
          place: draft.place ?? '',
          since: draft.since ?? '',
        }}
        onFinish={(written) => file.mutate({ id, body: emptyAsNull(written), key })}
      >
        <Form.Item
          name="text"
          label="诉求内容"
          rules={[{ required: true, whitespace: true, message: '请填写诉求内容' }]}
        >
          <Input.TextArea autoSize={{ minRows: 3, maxRows: 10 }} maxLength={5000} />
        </Form.Item>
        <Form.Item name="place" label="地点">
          <Input maxLength={200} placeholder="路、小区、门牌" />
        </Form.Item>
        <div className="two">
          <Form.Item name="since" label="发生时间">
            <Input maxLength={100} />
          </Form.Item>
          <Form.Item name="kind" label="类型">
            <WordPicker words="kinds" allowClear />
          </Form.Item>
        </div>
        {kept && (
          <p className="quiet talk-contact">
            市民留过：{kept}
            <Button type="link" size="small" loading={reveal.isPending} onClick={() => reveal.mutate()}>
              查看并填入
            </Button>
          </p>
        )}
        <div className="two">
          <Form.Item name="phone" label="电话">
            <Input maxLength={20} placeholder={kept ? '不填就用留过的' : ''} />
          </Form.Item>
          <Form.Item name="name" label="姓名">
            <Input maxLength={40} />
          </Form.Item>
        </div>
        <Form.Item name="anonymous" valuePropName="checked">
          <Checkbox>市民要求匿名</Checkbox>
        </Form.Item>
        <Button type="primary" htmlType="submit" block loading={file.isPending}>
          登记成工单
        </Button>
      </Form>
    </Card>
  );
}
