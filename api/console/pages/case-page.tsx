import { CaseWorkspace } from '../case/case-workspace.tsx';
import { Link } from '../parts/location.tsx';

/** One case at its own address. */
export function CasePage({ number }: { number: string }) {
  return (
    <div className="page">
      <p>
        <Link href="/cases">← 全部工单</Link>
      </p>
      <CaseWorkspace key={number} number={number} />
    </div>
  );
}
