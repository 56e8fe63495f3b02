import { Gauge, type Registry } from 'prom-client';
import { findServingModel } from '../../prisma/automation/measure-cell.ts';
import type { PrismaClient } from '../../prisma/client.ts';
import { listModelVersions } from '../../prisma/learning/model-versions.ts';
import { driftDays, measureQuality } from '../measure-quality.ts';

/** A scrape costs several walks over the reviews: one a minute serves every scraper. */
const freshMs = 60_000;
const codesOnly = {
  department: (code: string) => code,
  topic: () => null,
  district: (code: string) => code,
  neighbourhood: () => null,
};

type Sample = { labels: Record<string, string>; value: number };

/**
 * Live accuracy, calibration and drift of triage over the last four weeks, by topic and department, and what automation
 * does, as Prometheus gauges. The same figures as on the page 分办质量.
 */
export function registerQualityMetrics(registry: Registry, db: PrismaClient, now: () => Date): void {
  let held: { at: number; value: ReturnType<typeof measure> } | null = null;

  async function measure() {
    const until = now();
    const since = new Date(until.getTime() - driftDays * 86_400_000);
    const [quality, versions, serving, rules, outcomes] = await Promise.all([
      measureQuality(db, { since, until }, codesOnly),
      listModelVersions(db),
      findServingModel(db),
      db.automationRule.groupBy({ by: ['enabled'], _count: true }),
      db.automationOutcome.groupBy({ by: ['outcome'], _count: true }),
    ]);
    return { quality, versions, serving, rules, outcomes };
  }

  function fresh() {
    const at = now().getTime();
    if (!held || at - held.at > freshMs) {
      const value = measure();
      held = { at, value };
      value.catch(() => {
        held = null;
      });
    }
    return held.value;
  }

  const gauge = (
    name: string,
    help: string,
    labelNames: string[],
    read: (measured: Awaited<ReturnType<typeof measure>>) => Sample[],
  ) =>
    new Gauge({
      name,
      help,
      labelNames,
      registers: [registry],
      async collect() {
        const samples = read(await fresh());
        this.reset();
        for (const { labels, value } of samples) this.set(labels, value);
      },
    });

  type Quality = Awaited<ReturnType<typeof measure>>['quality'];
  type Row = Quality['topics'][number] | Quality['departments'][number];
  const each = (quality: Quality, value: (row: Row, by: 'topic' | 'department') => number | null): Sample[] =>
    [
      ...quality.topics.map((row) => ({ by: 'topic' as const, code: row.topic.code, row })),
      ...quality.departments.map((row) => ({ by: 'department' as const, code: row.department.code, row })),
    ].flatMap(({ by, code, row }) => {
      const found = value(row, by);
      return found === null ? [] : [{ labels: { by, code }, value: found }];
    });
  const byCode = ['by', 'code'];

  gauge(
    'minqing_triage_reviews',
    'Proposals that reviewers decided on, last 28 days',
    byCode,
    ({ quality }) => each(quality, (row) => row.reviews),
  );
  gauge(
    'minqing_triage_accuracy',
    'Share of first proposals that held, last 28 days',
    byCode,
    ({ quality }) =>
      each(quality, (row, by) => (by === 'topic' ? row.topicRight : row.departmentRight) / row.reviews),
  );
  gauge('minqing_triage_calibration_error', 'ECE over ten bins, last 28 days', byCode, ({ quality }) => [
    ...(['topic', 'department'] as const).map((by) => ({
      labels: { by, code: '' },
      value: quality.calibration[by].error,
    })),
    ...each(quality, (row) => row.calibrationError),
  ]);
  gauge(
    'minqing_triage_unsure_share',
    'Share of proposals marked as unsure, last 28 days',
    byCode,
    ({ quality }) => each(quality, (row) => row.drift?.unsureShare ?? null),
  );
  gauge(
    'minqing_triage_unknown_word_share',
    'Mean share of unknown words, last 28 days',
    byCode,
    ({ quality }) => each(quality, (row) => row.drift?.unknownShare ?? null),
  );
  gauge(
    'minqing_triage_drift',
    'Stability index against the 84 days before; a code: its part',
    byCode,
    ({ quality }) => [
      ...(quality.drift.topicIndex === null
        ? []
        : [{ labels: { by: 'topic', code: '' }, value: quality.drift.topicIndex }]),
      ...(quality.drift.departmentIndex === null
        ? []
        : [{ labels: { by: 'department', code: '' }, value: quality.drift.departmentIndex }]),
      ...each(quality, (row) => row.drift?.index ?? null),
    ],
  );
  gauge(
    'minqing_triage_model',
    'Models in service and in shadow',
    ['version', 'role'],
    ({ versions, serving }) => [
      ...(serving ? [{ labels: { version: serving, role: 'in_service' }, value: 1 }] : []),
      ...versions
        .filter(({ role }) => role === 'shadow' || role === 'broken')
        .map(({ version, role }) => ({ labels: { version, role }, value: 1 })),
    ],
  );
  gauge('minqing_automation_rules', 'Permissions to dispatch without review', ['enabled'], ({ rules }) =>
    rules.map(({ enabled, _count }) => ({ labels: { enabled: String(enabled) }, value: _count })),
  );
  gauge('minqing_automation_cases', 'Cases that a permission covered', ['outcome'], ({ outcomes }) =>
    outcomes.map(({ outcome, _count }) => ({ labels: { outcome }, value: _count })),
  );
}
