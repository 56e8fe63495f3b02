import { Button, Form, type FormInstance, Input } from 'antd';
import type { CaseDetail } from '../parts/shapes.ts';
import { withoutEmpty } from './action-form.tsx';
import { DepartmentPicker, SupporterPicker, TopicPicker, WordPicker } from './pickers.tsx';

export interface Decision {
  topic?: string | undefined;
  department?: string | undefined;
  supporters?: string[];
  kind?: string;
  urgency?: string;
  district?: string | undefined;
  note?: string | undefined;
}

/** What the form starts from: the last decision of a case that came back, else what triage proposes. */
export function startingDecision({ decision, proposal, ...shown }: CaseDetail): Decision {
  if (decision)
    return {
      topic: decision.topic?.code,
      department: decision.department.code,
      supporters: decision.supporters.map(({ code }) => code),
      kind: decision.kind,
      urgency: decision.urgency,
      district: shown.district?.code,
    };
  const first = proposal?.departments[0];
  return {
    topic: proposal?.topics[0]?.code,
    department: first?.code,
    supporters: first?.supporters.map(({ code }) => code) ?? [],
    kind: proposal?.kind ?? shown.kind,
    urgency: proposal?.urgency ?? shown.urgency,
    district: proposal?.district?.code ?? shown.district?.code,
  };
}

/** The reviewer's decision, filled in from the proposal: whoever agrees presses one button. */
export function DecisionForm({
  shown,
  form,
  busy,
  onConfirm,
}: {
  shown: CaseDetail;
  form: FormInstance<Decision>;
  busy: boolean;
  onConfirm: (data: Record<string, unknown>) => void;
}) {
  const must = (message: string) => [{ required: true, message }];
  return (
    <Form
      form={form}
      name="decision"
      layout="vertical"
      requiredMark={false}
      initialValues={startingDecision(shown)}
      onFinish={(values) => onConfirm(withoutEmpty({ ...values }))}
      aria-label="分办"
    >
      <Form.Item name="topic" label="事项类别" rules={must('请选择事项类别')}>
        <TopicPicker />
      </Form.Item>
      <div className="two">
        <Form.Item name="department" label="承办单位" rules={must('请选择承办单位')}>
          <DepartmentPicker />
        </Form.Item>
        <Form.Item name="supporters" label="协办单位">
          <SupporterPicker />
        </Form.Item>
      </div>
      <div className="three">
        <Form.Item name="kind" label="诉求类型" rules={must('请选择诉求类型')}>
          <WordPicker words="kinds" />
        </Form.Item>
        <Form.Item name="urgency" label="紧急程度" rules={must('请选择紧急程度')}>
          <WordPicker words="urgencies" />
        </Form.Item>
        <Form.Item name="district" label="所属区县">
          <WordPicker words="districts" allowClear placeholder="不限" />
        </Form.Item>
      </div>
      <Form.Item name="note" label="给承办单位的说明（可不填）">
        <Input.TextArea autoSize={{ minRows: 1, maxRows: 5 }} maxLength={500} />
      </Form.Item>
      <Button type="primary" htmlType="submit" loading={busy} block size="large" title="快捷键 Ctrl+Enter">
        确认分办
      </Button>
    </Form>
  );
}
