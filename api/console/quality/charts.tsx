import { floorOf, Plot, path, shareTicks } from './plot.tsx';
import type { Bin, Point, Quality } from './shapes.ts';
import { percent } from './words.ts';

const mostWeekMarks = 6;

/** 准确率走势: a point for each week that had reviews. */
export function WeeksChart({ weeks }: { weeks: Quality['weeks'] }) {
  const series = [
    { name: '事项', className: 'first', shares: weeks.map((week) => week.topicRight / week.reviews) },
    {
      name: '承办单位',
      className: 'second',
      shares: weeks.map((week) => week.departmentRight / week.reviews),
    },
  ];
  const floor = floorOf(series.flatMap(({ shares }) => shares));
  const every = Math.ceil(weeks.length / mostWeekMarks);
  const ticks = weeks.flatMap(({ from }, at) =>
    at % every === 0 ? [{ at, label: `${Number(from.slice(5, 7))}月${Number(from.slice(8))}日` }] : [],
  );
  return (
    <figure>
      <Plot
        label={`每周准确率：${weeks.map(({ from }, i) => `${from} 起的一周事项 ${percent(series[0]!.shares[i]!)}，承办单位 ${percent(series[1]!.shares[i]!)}`).join('；')}`}
        x={[0, Math.max(1, weeks.length - 1)]}
        y={[floor, 1]}
        xTicks={ticks}
        yTicks={shareTicks(floor)}
        xTitle="每周（从周一起）"
      >
        {({ x, y }) =>
          series.map(({ name, className, shares }) => (
            <g key={name} className={className}>
              <path d={path(shares.map((share, i) => [x(i), y(share)]))} />
              {shares.map((share, i) => (
                <circle key={weeks[i]!.from} cx={x(i)} cy={y(share)} r={3.5}>
                  <title>{`${weeks[i]!.from} 起的一周：${name} ${percent(share)}（${weeks[i]!.reviews} 件）`}</title>
                </circle>
              ))}
            </g>
          ))
        }
      </Plot>
      <Legend entries={series} />
    </figure>
  );
}

export function Legend({ entries }: { entries: readonly { name: string; className: string }[] }) {
  return (
    <figcaption className="legend">
      {entries.map(({ name, className }) => (
        <span key={name} className={className}>
          {name}
        </span>
      ))}
    </figcaption>
  );
}

/** 校准曲线: what was said against what held; on the diagonal, 80 % means eight of ten. */
export function CalibrationChart({ bins }: { bins: readonly Bin[] }) {
  const filled = bins.filter(({ n }) => n > 0);
  const most = Math.max(1, ...filled.map(({ n }) => n));
  return (
    <figure>
      <Plot
        label={`校准曲线：${filled.map(({ said, held, n }) => `说 ${percent(said)} 的 ${n} 件中 ${percent(held)} 正确`).join('；')}`}
        x={[0, 1]}
        y={[0, 1]}
        xTicks={shareTicks(0)}
        yTicks={shareTicks(0)}
        xTitle="模型说的把握（点越大件数越多）"
      >
        {({ x, y }) => (
          <>
            <line className="ideal" x1={x(0)} y1={y(0)} x2={x(1)} y2={y(1)} />
            <g className="first">
              <path d={path(filled.map(({ said, held }) => [x(said), y(held)]))} />
              {filled.map(({ from, said, held, n }) => (
                <circle key={from} cx={x(said)} cy={y(held)} r={3 + 6 * Math.sqrt(n / most)}>
                  <title>{`说 ${percent(said)}，实际 ${percent(held)}（${n} 件）`}</title>
                </circle>
              ))}
            </g>
          </>
        )}
      </Plot>
      <Legend
        entries={[
          { name: '实际正确的比例', className: 'first' },
          { name: '说多少就对多少', className: 'ideal' },
        ]}
      />
    </figure>
  );
}

/** 覆盖率与准确率: a point for each threshold, with the lower bound of its interval; `bar` is what has to be exceeded. */
export function CoverageChart({ curve, bar }: { curve: readonly Point[]; bar?: number }) {
  const points = curve.filter(({ n }) => n > 0).toSorted((a, b) => a.coverage - b.coverage);
  const floor = floorOf([...points.map(({ lower }) => lower), ...(bar === undefined ? [] : [bar])]);
  return (
    <figure>
      <Plot
        label={`覆盖率与准确率：${points.map((point) => `把握 ${percent(point.threshold, 0)} 以上的占 ${percent(point.coverage)}，准确率 ${percent(point.precision)}，下限 ${percent(point.lower)}`).join('；')}`}
        x={[0, 1]}
        y={[floor, 1]}
        xTicks={shareTicks(0)}
        yTicks={shareTicks(floor)}
        xTitle="覆盖率（占全部复核）"
      >
        {({ x, y }) => (
          <>
            {bar !== undefined && <line className="bar" x1={x(0)} x2={x(1)} y1={y(bar)} y2={y(bar)} />}
            <g className="second">
              <path d={path(points.map(({ coverage, lower }) => [x(coverage), y(lower)]))} />
            </g>
            <g className="first">
              <path d={path(points.map(({ coverage, precision }) => [x(coverage), y(precision)]))} />
              {points.map(({ threshold, coverage, precision, lower, n }) => (
                <circle key={threshold} cx={x(coverage)} cy={y(precision)} r={3.5}>
                  <title>{`把握 ${percent(threshold, 0)} 以上：${n} 件，准确率 ${percent(precision)}，下限 ${percent(lower)}`}</title>
                </circle>
              ))}
            </g>
          </>
        )}
      </Plot>
      <Legend
        entries={[
          { name: '准确率（事项和单位都对）', className: 'first' },
          { name: '95% 置信下限', className: 'second' },
          ...(bar === undefined ? [] : [{ name: `标准 ${+(bar * 100).toFixed(2)}%`, className: 'bar' }]),
        ]}
      />
    </figure>
  );
}
