/** `97.4%`; rounded down, so that no share looks better than it is. */
export function percent(share: number, digits = 1): string {
  const factor = 10 ** digits;
  return `${(Math.floor(share * 100 * factor + 1e-9) / factor).toFixed(digits)}%`;
}

/** A share of a count, or a dash where nothing was counted. */
export const shareOf = (part: number, whole: number) => (whole > 0 ? percent(part / whole) : '—');

export const roleWords: Record<string, { text: string; color: string }> = {
  in_service: { text: '使用中', color: 'green' },
  shadow: { text: '旁路运行', color: 'blue' },
  candidate: { text: '候选', color: 'default' },
  retired: { text: '已退下', color: 'default' },
  broken: { text: '无法装入', color: 'red' },
};

export const changeWords: Record<string, string> = {
  trained: '训练完成',
  shadow: '开始旁路运行',
  unshadow: '结束旁路运行',
  promoted: '投入使用',
  rolled_back: '退回使用',
  load_failed: '装入失败，自动退回',
};

export const ruleWords: Record<string, { text: string; color: string }> = {
  allowed: { text: '允许', color: 'green' },
  renewed: { text: '续用', color: 'green' },
  withdrawn: { text: '停用', color: 'default' },
  switched_off: { text: '自动停用', color: 'red' },
};

/** Who changed a model: an account, or what is not a person. */
export const byWords: Record<string, string> = {
  figures: '比较结果',
  triage: '分办服务',
  'command line': '命令行',
};

/** Bands of the stability index. */
export function driftWord(index: number | null): { text: string; color: string } {
  if (index === null) return { text: '件数太少', color: 'default' };
  if (index < 0.1) return { text: '平稳', color: 'green' };
  return index < 0.25 ? { text: '有变化', color: 'gold' } : { text: '明显漂移', color: 'red' };
}
