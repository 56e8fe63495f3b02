import { Tag } from 'antd';
import { useEffect, useState } from 'react';
import { formatSpan, formatTime } from '../parts/time.ts';

const soonMs = 4 * 3_600_000;

/** How long until then, or how long past it; keeps counting. */
export function Due({ at, label = '' }: { at: string | null; label?: string }) {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    const tick = setInterval(() => setNow(Date.now()), 30_000);
    return () => clearInterval(tick);
  }, []);
  if (!at) return null;
  const left = Date.parse(at) - now;
  const text = left < 0 ? `超期 ${formatSpan(left)}` : `剩 ${formatSpan(left)}`;
  const color = left < 0 ? 'red' : left < soonMs ? 'orange' : 'default';
  return (
    <Tag color={color} title={`${label}期限 ${formatTime(at)}`} className="due">
      {label ? `${label}${text}` : text}
    </Tag>
  );
}
