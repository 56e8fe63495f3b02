import { Tabs } from 'antd';
import { go, useLocation } from '../parts/location.tsx';
import type { User } from '../parts/shapes.ts';
import { AccuracyTab } from '../quality/accuracy-tab.tsx';
import { AutomationTab } from '../quality/automation-tab.tsx';
import { ModelsTab } from '../quality/models-tab.tsx';
import '../quality/quality.css';

/** 分办质量: how good triage is, which model serves, and what may go without review. */
export function QualityPage({ user }: { user: User }) {
  const { searchParams } = useLocation();
  const mayChange = user.roles.includes('administrator');
  return (
    <div className="page">
      <h1>分办质量</h1>
      <Tabs
        activeKey={searchParams.get('tab') ?? 'accuracy'}
        onChange={(tab) => go(tab === 'accuracy' ? '/quality' : `/quality?tab=${tab}`, 'replace')}
        destroyOnHidden
        items={[
          { key: 'accuracy', label: '准确率与校准', children: <AccuracyTab /> },
          { key: 'models', label: '模型版本', children: <ModelsTab mayChange={mayChange} /> },
          { key: 'automation', label: '自动派单', children: <AutomationTab mayChange={mayChange} /> },
        ]}
      />
    </div>
  );
}
