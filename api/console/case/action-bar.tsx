import { Button, Form, Modal, Space } from 'antd';
import { useState } from 'react';
import type { Action, CaseDetail } from '../parts/shapes.ts';
import { ActionForm } from './action-form.tsx';
import type { Act } from './use-act.ts';

/** Acts that ask for nothing that must be said, and are done at one press. */
const atOnce = ['dispatch'];

export interface Asked {
  action: Action;
  initial?: Record<string, unknown>;
}

const needsNothing = ({ event, needs }: Action) =>
  atOnce.includes(event) || Object.keys(needs.properties ?? {}).length === 0;

/** Chooses what a press on an action does: act at once, or ask first. */
export function useActions(run: (act: Act, done: () => void) => void) {
  const [asked, setAsked] = useState<Asked | null>(null);
  const start = (action: Action, initial?: Record<string, unknown>) => {
    if (needsNothing(action)) run({ event: action.event, title: action.title, data: {} }, () => {});
    else setAsked(initial ? { action, initial } : { action });
  };
  return { asked, start, cancel: () => setAsked(null) };
}

/** The buttons of everything that this person may do now, the usual one first. */
export function ActionBar({
  actions,
  busy,
  keys = {},
  onStart,
}: {
  actions: Action[];
  busy: boolean;
  /** Keys that do the same, by event. */
  keys?: Record<string, string>;
  onStart: (action: Action) => void;
}) {
  const order = ['primary', 'default', 'danger'];
  const sorted = [...actions].sort((a, b) => order.indexOf(a.tone) - order.indexOf(b.tone));
  return (
    <Space wrap role="group" aria-label="可以做的操作">
      {sorted.map((action) => (
        <Button
          key={action.event}
          type={action.tone === 'primary' ? 'primary' : 'default'}
          danger={action.tone === 'danger'}
          disabled={busy}
          onClick={() => onStart(action)}
          {...(keys[action.event] ? { title: `快捷键 ${keys[action.event]}` } : {})}
        >
          {action.title}
        </Button>
      ))}
    </Space>
  );
}

export function ActionDialog({
  asked,
  shown,
  busy,
  onSubmit,
  onCancel,
}: {
  asked: Asked | null;
  shown: CaseDetail;
  busy: boolean;
  onSubmit: (act: Act) => void;
  onCancel: () => void;
}) {
  const [form] = Form.useForm();
  const action = asked?.action;
  return (
    <Modal
      open={asked !== null}
      title={action ? `${action.title} · ${shown.number}` : ''}
      okText={action?.title ?? '确定'}
      cancelText="取消"
      okButtonProps={{ danger: action?.tone === 'danger', loading: busy }}
      onOk={() => form.submit()}
      onCancel={onCancel}
      destroyOnHidden
      mask={{ closable: false }}
    >
      {asked && (
        <ActionForm
          key={asked.action.event}
          action={asked.action}
          form={form}
          initial={asked.initial}
          onSubmit={(data) => onSubmit({ event: asked.action.event, title: asked.action.title, data })}
        />
      )}
    </Modal>
  );
}
