import { useQuery } from '@tanstack/react-query';
import { Button, Input, Result, Space, Spin } from 'antd';
import { useEffect, useState, useSyncExternalStore } from 'react';
import { read } from '../parts/request.ts';
import { ChatColumn } from './chat-column.tsx';
import type { MenuItem, SimulatedCity } from './chat-shapes.ts';

const storageKey = 'minqing.citizens';
const firstCitizens = ['张阿姨', '小刘'];
/** Each telephone holds a connection, and a browser gives one server no more than six. */
const mostCitizens = 4;
const wide = window.matchMedia('(min-width: 1500px)');

function storedCitizens(): string[] {
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(storageKey) ?? 'null');
    if (Array.isArray(stored))
      return stored.filter((name) => typeof name === 'string').slice(0, mostCitizens);
  } catch {
    // A browser that keeps nothing still shows the first two.
  }
  return firstCitizens;
}

function useWide(): boolean {
  return useSyncExternalStore(
    (changed) => {
      wide.addEventListener('change', changed);
      return () => wide.removeEventListener('change', changed);
    },
    () => wide.matches,
  );
}

/** Citizens' telephones side by side and, where there is room, the console beside them. */
export function SimulatorPage() {
  const city = useQuery({ queryKey: ['city'], queryFn: () => read<SimulatedCity>('/simulator/api/city') });
  const menu = useQuery({ queryKey: ['menu'], queryFn: () => read<MenuItem[]>('/simulator/api/menu') });
  const [citizens, setCitizens] = useState(storedCitizens);
  const isWide = useWide();
  useEffect(() => {
    try {
      localStorage.setItem(storageKey, JSON.stringify(citizens));
    } catch {
      // Kept for this visit only.
    }
  }, [citizens]);

  const problem = city.error ?? menu.error;
  if (problem)
    return (
      <Result
        status="warning"
        title="模拟器没有回应"
        subTitle={problem.message}
        extra={
          <Button
            onClick={() => {
              void city.refetch();
              void menu.refetch();
            }}
          >
            再试一次
          </Button>
        }
      />
    );
  if (!city.data || !menu.data) return <Spin className="whole-page" aria-label="正在打开" />;
  return (
    <div className="simulator">
      <header className="bar">
        <h1>微信模拟器</h1>
        <span className="quiet">每一列是一位市民的手机</span>
        <AddCitizen names={citizens} onAdd={(name) => setCitizens([...citizens, name])} />
        <a href="/" target="_blank" rel="noreferrer">
          打开工作台
        </a>
      </header>
      <main className={isWide ? 'side-by-side' : ''}>
        <div className="phones">
          {citizens.map((name) => (
            <ChatColumn
              key={name}
              name={name}
              around={{ city: city.data, menu: menu.data }}
              onRemove={() => setCitizens(citizens.filter((other) => other !== name))}
            />
          ))}
          {citizens.length === 0 && <p className="quiet">在上面添一位市民开始。</p>}
        </div>
        {isWide && <iframe src="/" title="工作台" />}
      </main>
    </div>
  );
}

function AddCitizen({ names, onAdd }: { names: string[]; onAdd: (name: string) => void }) {
  const [name, setName] = useState('');
  const wanted = name.trim();
  const full = names.length >= mostCitizens;
  const add = () => {
    if (!wanted || full || names.includes(wanted)) return;
    onAdd(wanted);
    setName('');
  };
  return (
    <Space.Compact>
      <Input
        aria-label="市民姓名"
        placeholder={full ? `最多 ${mostCitizens} 位` : '市民姓名'}
        disabled={full}
        maxLength={20}
        value={name}
        onChange={(event) => setName(event.target.value)}
        onPressEnter={add}
      />
      <Button onClick={add} disabled={!wanted || full || names.includes(wanted)}>
        添加市民
      </Button>
    </Space.Compact>
  );
}
