import { Button, Form, Input } from 'antd';
import type { Field } from '../parts/shapes.ts';

/** A list of longer texts, each in a box of its own. */
export function TextList({ name, label, field }: { name: string; label: string; field: Field }) {
  const fewest = field.minItems ?? 1;
  const most = field.maxItems ?? 10;
  return (
    <Form.List name={name}>
      {(items, { add, remove }) => (
        <>
          {items.map((item, at) => (
            <Form.Item
              key={item.key}
              className="asked"
              label={
                <span className="list-label">
                  {label} {at + 1}
                  {items.length > fewest && (
                    <Button type="link" size="small" onClick={() => remove(item.name)}>
                      去掉
                    </Button>
                  )}
                </span>
              }
              name={item.name}
              rules={[{ required: true, whitespace: true, message: `请填写${label} ${at + 1}` }]}
            >
              <Input.TextArea
                autoSize={{ minRows: 3, maxRows: 10 }}
                {...(field.items?.maxLength ? { maxLength: field.items.maxLength } : {})}
              />
            </Form.Item>
          ))}
          {items.length < most && (
            <Button block onClick={() => add('')}>
              再加一件
            </Button>
          )}
        </>
      )}
    </Form.List>
  );
}
