import { useCounts } from '../parts/queries.ts';

export interface StateTab {
  state: string;
  title: string;
}

/** One tab for each state that waits at this desk, with how many wait there. */
export function StateTabs({
  tabs,
  active,
  onChange,
}: {
  tabs: readonly StateTab[];
  active: string;
  onChange: (state: string) => void;
}) {
  const counts = useCounts().data;
  return (
    <div role="tablist" aria-label="工单状态" className="state-tabs">
      {tabs.map(({ state, title }) => (
        <button
          key={state}
          type="button"
          role="tab"
          aria-selected={state === active}
          onClick={() => onChange(state)}
        >
          {title} <span className="count">{counts?.byState[state] ?? 0}</span>
        </button>
      ))}
    </div>
  );
}
