import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Alert, Button, Card, Form, Input } from 'antd';
import { useDemo } from '../parts/queries.ts';
import { write } from '../parts/request.ts';
import type { User } from '../parts/shapes.ts';

interface Credentials {
  name: string;
  password: string;
}

const demoPassword = 'minqing-demo';
const demoAccounts = [
  ['reviewer', '受理派单员'],
  ['reviewer2', '受理派单员'],
  ['visitor', '回访员'],
  ['supervisor', '督办员'],
  ['ruling', '裁定组'],
  ['leader', '领导'],
  ['observer', '观察员'],
  ['admin', '系统管理员'],
] as const;

/** The door; in demonstration mode it shows the keys. */
export function SignIn() {
  const client = useQueryClient();
  const demo = useDemo();
  const [form] = Form.useForm<Credentials>();
  const signIn = useMutation({
    mutationFn: (body: Credentials) => write<{ user: User }>('/api/v1/session', { body }),
    onSuccess: (answer) => client.setQueryData(['session'], answer?.user ?? null),
  });
  return (
    <main className="sign-in">
      <Card>
        <h1>民情直通车</h1>
        <p className="quiet">12345 热线工作台</p>
        <Form form={form} layout="vertical" requiredMark={false} onFinish={(values) => signIn.mutate(values)}>
          <Form.Item name="name" label="用户名" rules={[{ required: true, message: '请填写用户名' }]}>
            <Input autoFocus autoComplete="username" size="large" />
          </Form.Item>
          <Form.Item name="password" label="口令" rules={[{ required: true, message: '请填写口令' }]}>
            <Input.Password autoComplete="current-password" size="large" />
          </Form.Item>
          {signIn.isError && <Alert type="error" showIcon title={signIn.error.message} className="spaced" />}
          <Button type="primary" htmlType="submit" size="large" block loading={signIn.isPending}>
            登录
          </Button>
        </Form>
      </Card>
      {demo && (
        <Card size="small" title="演示账号" className="demo-accounts">
          <p className="quiet">
            口令都是 <code>{demoPassword}</code>。点一个就填好。
          </p>
          <ul>
            {demoAccounts.map(([name, role]) => (
              <li key={name}>
                <Button
                  size="small"
                  onClick={() => form.setFieldsValue({ name, password: demoPassword })}
                  aria-label={`填入 ${name}（${role}）`}
                >
                  {name}
                </Button>
                <span>{role}</span>
              </li>
            ))}
          </ul>
          <p className="quiet">承办单位的用户名是它的单位代码，在“全部工单”的承办单位一栏可以看到。</p>
        </Card>
      )}
    </main>
  );
}
