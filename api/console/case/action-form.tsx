import { Form, type FormInstance, Input, InputNumber } from 'antd';
import type { ReactNode } from 'react';
import type { Action, Field } from '../parts/shapes.ts';
import { DepartmentPicker, SupporterPicker, TopicPicker, WordPicker } from './pickers.tsx';
import { TextList } from './text-list.tsx';
import { fieldNames, levelNames } from './words.ts';

const longText = 200;

function control(name: string, field: Field, optional: boolean): ReactNode {
  if (name === 'topic') return <TopicPicker />;
  if (name === 'supporters') return <SupporterPicker />;
  if (name === 'department' || name === 'suggestedDepartment')
    return <DepartmentPicker allowClear={optional} />;
  if (name === 'district') return <WordPicker words="districts" allowClear={optional} />;
  if (name === 'kind') return <WordPicker words="kinds" />;
  if (name === 'urgency') return <WordPicker words="urgencies" />;
  if (field.enum)
    return (
      <WordPicker
        words={Object.fromEntries(field.enum.map((value) => [value, levelNames[value] ?? value]))}
      />
    );
  if (field.type === 'integer' || field.type === 'number')
    return <InputNumber min={field.minimum ?? 1} max={field.maximum ?? 365} precision={0} />;
  if (field.format === 'date') return <Input type="date" className="narrow" />;
  if (field.maxLength && field.maxLength >= longText)
    return <Input.TextArea autoSize={{ minRows: 4, maxRows: 14 }} maxLength={field.maxLength} showCount />;
  return field.maxLength ? <Input maxLength={field.maxLength} /> : <Input />;
}

/** The form that an event's needs ask for; nothing here knows any event by name. */
export function ActionForm({
  action,
  form,
  initial,
  onSubmit,
}: {
  action: Action;
  form: FormInstance;
  initial?: Record<string, unknown> | undefined;
  onSubmit: (data: Record<string, unknown>) => void;
}) {
  const fields = Object.entries(action.needs.properties ?? {}).filter(([, field]) => !field.hidden);
  const required = action.needs.required ?? [];
  return (
    <Form
      form={form}
      name={action.event}
      layout="vertical"
      initialValues={initial ?? {}}
      onFinish={(values: Record<string, unknown>) => onSubmit(withoutEmpty(values))}
    >
      {fields.map(([name, field]) => {
        const label = field.title ?? fieldNames[name] ?? name;
        const must = required.includes(name);
        if (field.type === 'array' && field.items?.maxLength)
          return <TextList key={name} name={name} label={label} field={field} />;
        return (
          <Form.Item
            className="asked"
            key={name}
            name={name}
            label={must ? label : `${label}（可不填）`}
            rules={
              must ? [{ required: true, whitespace: field.type === 'string', message: `请填写${label}` }] : []
            }
          >
            {control(name, field, !must)}
          </Form.Item>
        );
      })}
    </Form>
  );
}

/** What the person left empty is not sent. */
export function withoutEmpty(values: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(values).filter(([, value]) => value !== undefined && value !== null && value !== ''),
  );
}
