import { useQueryClient } from '@tanstack/react-query';
import { App, Button, Flex, Result, Spin, Tag } from 'antd';
import { useEffect } from 'react';
import { CaseListPage } from './pages/case-list-page.tsx';
import { CasePage } from './pages/case-page.tsx';
import { ConversationsPage } from './pages/conversations-page.tsx';
import { DepartmentDesk } from './pages/department-desk.tsx';
import { HotSpotsPage } from './pages/hot-spots-page.tsx';
import { QualityPage } from './pages/quality-page.tsx';
import { ReviewDesk } from './pages/review-desk.tsx';
import { ScenesPage } from './pages/scenes-page.tsx';
import { SignIn } from './pages/sign-in.tsx';
import { UndeliveredPage } from './pages/undelivered-page.tsx';
import { useLive } from './parts/live.tsx';
import { go, Link, useLocation } from './parts/location.tsx';
import { useDemo, useDirectory, useSession } from './parts/queries.ts';
import { write } from './parts/request.ts';
import type { User } from './parts/shapes.ts';
import { useConversations } from './talk/conversations.ts';

const reviews = (user: User) => user.roles.some((role) => ['reviewer', 'administrator'].includes(role));
const talks = (user: User) => user.roles.some((role) => ['operator', 'reviewer'].includes(role));
const seesScenes = (user: User) =>
  user.roles.some((role) => ['operator', 'reviewer', 'supervisor', 'leader', 'administrator'].includes(role));
const answersFor = (user: User) => user.roles.some((role) => ['clerk', 'head'].includes(role));
const judges = (user: User) =>
  user.roles.some((role) => ['supervisor', 'leader', 'administrator'].includes(role));
const watches = (user: User) =>
  user.roles.some((role) => ['reviewer', 'supervisor', 'leader', 'administrator'].includes(role));
const homeOf = (user: User) =>
  reviews(user) ? '/review' : talks(user) ? '/conversations' : answersFor(user) ? '/desk' : '/cases';

/** Who is here, and which page they are on. */
export function Shell() {
  const session = useSession();
  const { pathname, search } = useLocation();
  const user = session.data;
  const atSignIn = pathname === '/sign-in';
  useEffect(() => {
    if (user === null && !atSignIn) go(`/sign-in?next=${encodeURIComponent(pathname + search)}`, 'replace');
    if (user && atSignIn) go(new URLSearchParams(search).get('next') || '/', 'replace');
  }, [user, atSignIn, pathname, search]);

  if (session.isError)
    return (
      <Result
        status="error"
        title="打不开工作台"
        subTitle={session.error.message}
        extra={<Button onClick={() => session.refetch()}>再试一次</Button>}
      />
    );
  if (user === undefined) return <Spin className="whole-page" aria-label="正在打开" />;
  return user ? <Workplace key={user.id} user={user} /> : <SignIn />;
}

function Workplace({ user }: { user: User }) {
  const { pathname } = useLocation();
  const path = pathname === '/' ? homeOf(user) : pathname;
  return (
    <div className="workplace">
      <a className="skip" href="#content">
        跳到正文
      </a>
      <TopBar user={user} path={path} />
      <main id="content" tabIndex={-1}>
        <Page user={user} path={path} />
      </main>
    </div>
  );
}

function Page({ user, path }: { user: User; path: string }) {
  const number = /^\/cases\/([^/]+)$/.exec(path)?.[1];
  if (number) return <CasePage number={decodeURIComponent(number)} />;
  if (path === '/cases') return <CaseListPage />;
  if (path === '/review' && reviews(user)) return <ReviewDesk />;
  if (path === '/undelivered' && reviews(user)) return <UndeliveredPage />;
  if (path === '/quality' && judges(user)) return <QualityPage user={user} />;
  if (path === '/conversations' && talks(user)) return <ConversationsPage />;
  if (path === '/hot-spots' && watches(user)) return <HotSpotsPage />;
  if (path === '/scenes' && seesScenes(user)) return <ScenesPage />;
  if (path === '/desk' && answersFor(user)) return <DepartmentDesk />;
  return (
    <Result
      status="404"
      title="没有这个页面"
      extra={
        <Button type="primary" onClick={() => go('/')}>
          回到首页
        </Button>
      }
    />
  );
}

function TopBar({ user, path }: { user: User; path: string }) {
  const client = useQueryClient();
  const directory = useDirectory();
  const { notification } = App.useApp();
  const connected = useLive(() => {
    // The conversation itself says so where it is open.
    if (window.location.pathname === '/conversations') return;
    notification.error({
      key: 'danger',
      title: '有市民说到了危险',
      description: '请马上打开在线会话，先告诉市民拨打 110、119 或 120。',
      duration: 0,
      actions: (
        <Button size="small" onClick={() => go('/conversations')}>
          打开在线会话
        </Button>
      ),
    });
  });
  const demo = useDemo();
  const waiting = useConversations(talks(user)).data?.items.filter(({ heldBy }) => !heldBy).length ?? 0;
  const pages: { href: string; title: string; count?: number }[] = [
    ...(reviews(user) ? [{ href: '/review', title: '受理台' }] : []),
    ...(talks(user) ? [{ href: '/conversations', title: '在线会话', count: waiting }] : []),
    ...(answersFor(user) ? [{ href: '/desk', title: '单位工作台' }] : []),
    { href: '/cases', title: '全部工单' },
    ...(reviews(user) ? [{ href: '/undelivered', title: '未送达消息' }] : []),
    ...(judges(user) ? [{ href: '/quality', title: '分办质量' }] : []),
    ...(watches(user) ? [{ href: '/hot-spots', title: '热点' }] : []),
    ...(seesScenes(user) ? [{ href: '/scenes', title: '扫码统计' }] : []),
  ];
  const leave = async () => {
    await write('/api/v1/session', { method: 'DELETE' }).catch(() => null);
    client.clear();
    client.setQueryData(['session'], null);
    go('/sign-in');
  };
  const roles = user.roles.map((role) => directory.data?.words.roles[role] ?? role).join('、');
  return (
    <header className="top-bar">
      <Link href="/" className="brand">
        <strong>民情直通车</strong>
        <span>{directory.data?.city.hotlineName ?? ''}</span>
      </Link>
      <nav aria-label="主菜单">
        {pages.map(({ href, title, count }) => (
          <Link key={href} href={href} aria-current={path.startsWith(href) ? 'page' : undefined}>
            {title}
            {count ? (
              <span className="nav-count" title={`${count} 位市民在等人工`}>
                {count}
              </span>
            ) : null}
          </Link>
        ))}
        {demo && (
          <a href="/simulator" target="_blank" rel="noreferrer">
            微信模拟器
          </a>
        )}
      </nav>
      <Flex align="center" gap={12} className="who">
        <span role="status" className={connected ? 'live' : 'live off'}>
          {connected ? '实时更新' : '正在重连'}
        </span>
        <span className="name">
          {user.displayName} <Tag variant="filled">{user.department?.name ?? roles}</Tag>
        </span>
        <Button size="small" onClick={leave}>
          退出
        </Button>
      </Flex>
    </header>
  );
}
