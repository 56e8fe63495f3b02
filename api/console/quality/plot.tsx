import type { ReactNode } from 'react';

const width = 460;
const height = 240;
const edge = { top: 12, right: 30, bottom: 44, left: 48 };

export interface Tick {
  at: number;
  label: string;
}

interface PlotProps {
  /** Says in words what is drawn, for those who do not see it. */
  label: string;
  /** Bounds of both axes. */
  x: readonly [number, number];
  y: readonly [number, number];
  xTicks: readonly Tick[];
  yTicks: readonly Tick[];
  xTitle: string;
  children: (place: Place) => ReactNode;
}

/** From figures to places in the drawing. */
export interface Place {
  x: (value: number) => number;
  y: (value: number) => number;
}

/** The frame of a diagram: two axes with their marks; what is drawn in it is the caller's. */
export function Plot({ label, x, y, xTicks, yTicks, xTitle, children }: PlotProps) {
  const scale =
    ([from, to]: readonly [number, number], start: number, end: number) =>
    (value: number) =>
      start + ((value - from) / (to - from || 1)) * (end - start);
  const place: Place = {
    x: scale(x, edge.left, width - edge.right),
    y: scale(y, height - edge.bottom, edge.top),
  };
  return (
    <svg className="plot" viewBox={`0 0 ${width} ${height}`} role="img" aria-label={label}>
      {yTicks.map((tick) => (
        <g key={tick.at}>
          <line
            className="grid"
            x1={edge.left}
            x2={width - edge.right}
            y1={place.y(tick.at)}
            y2={place.y(tick.at)}
          />
          <text x={edge.left - 8} y={place.y(tick.at) + 4} textAnchor="end">
            {tick.label}
          </text>
        </g>
      ))}
      {xTicks.map((tick) => (
        <text key={tick.at} x={place.x(tick.at)} y={height - edge.bottom + 20} textAnchor="middle">
          {tick.label}
        </text>
      ))}
      <text x={(edge.left + width - edge.right) / 2} y={height - 6} textAnchor="middle" className="axis">
        {xTitle}
      </text>
      {children(place)}
    </svg>
  );
}

/** Marks of a share from `from` to 1. */
export function shareTicks(from: number): Tick[] {
  const step = from >= 0.9 ? 0.02 : from >= 0.75 ? 0.05 : from >= 0.5 ? 0.1 : 0.2;
  const count = Math.round((1 - from) / step);
  return Array.from({ length: count + 1 }, (_, i) => {
    const at = 1 - i * step;
    return { at, label: `${Math.round(at * 100)}%` };
  });
}

/** The lowest mark that leaves room below the lowest share. */
export function floorOf(shares: readonly number[]): number {
  const lowest = Math.min(1, ...shares);
  return [0.9, 0.75, 0.5].find((floor) => lowest > floor + 0.01) ?? 0;
}

export function path(points: readonly (readonly [number, number])[]): string {
  return points.map(([x, y], i) => `${i === 0 ? 'M' : 'L'}${x.toFixed(1)} ${y.toFixed(1)}`).join('');
}
