import { Cascader, Select } from 'antd';
import { useMemo } from 'react';
import { useDirectory } from '../parts/queries.ts';

interface PickerProps<T> {
  id?: string;
  value?: T | undefined;
  onChange?: (value: T | undefined) => void;
  allowClear?: boolean;
  placeholder?: string;
  /** Name for screen readers where no form names the field. */
  label?: string;
}

const has = (text: string | undefined, words: string) =>
  (text ?? '').toLowerCase().includes(words.trim().toLowerCase());

interface Branch {
  value: string;
  label: string;
  title?: string;
  children?: Branch[];
}

/** 事项类别: three levels, found by any word of the path. */
export function TopicPicker({ id, value, onChange, allowClear, placeholder, label }: PickerProps<string>) {
  const topics = useDirectory().data?.topics;
  const branches = useMemo(() => {
    const roots: Branch[] = [];
    const branch = (list: Branch[], label: string) => {
      let found = list.find((item) => item.value === label);
      if (!found) {
        found = { value: label, label, children: [] };
        list.push(found);
      }
      return found.children!;
    };
    for (const { code, path, scope } of topics ?? [])
      branch(branch(roots, path[0]), path[1]).push({ value: code, label: path[2], title: scope });
    return roots;
  }, [topics]);
  const chosen = topics?.find(({ code }) => code === value);
  return (
    <Cascader
      {...(id ? { id } : {})}
      {...(label ? { 'aria-label': label } : {})}
      options={branches}
      value={chosen ? [chosen.path[0], chosen.path[1], chosen.code] : []}
      onChange={(path) => onChange?.(path?.at(-1) as string | undefined)}
      showSearch={{
        filter: (words, path) =>
          words
            .split(/\s+/)
            .every((word) => path.some(({ label, title }) => has(label as string, word) || has(title, word))),
      }}
      displayRender={(labels) => labels.join(' / ')}
      allowClear={allowClear ?? false}
      placeholder={placeholder ?? '请选择事项类别'}
    />
  );
}

const useDepartmentOptions = () => {
  const departments = useDirectory().data?.departments;
  return useMemo(
    () =>
      (departments ?? []).map(({ code, name, shortName, aliases }) => ({
        value: code,
        label: name,
        words: [code, name, shortName, ...aliases].join(' '),
      })),
    [departments],
  );
};

const byWords = (words: string, option?: { words: string }) => has(option?.words, words);

/** 承办单位: one, found by name, short name or alias. */
export function DepartmentPicker({
  id,
  value,
  onChange,
  allowClear,
  placeholder,
  label,
}: PickerProps<string>) {
  return (
    <Select
      {...(id ? { id } : {})}
      {...(label ? { 'aria-label': label } : {})}
      showSearch={{ filterOption: byWords }}
      allowClear={allowClear ?? false}
      options={useDepartmentOptions()}
      value={value ?? null}
      onChange={(code: string | null) => onChange?.(code ?? undefined)}
      placeholder={placeholder ?? '请选择承办单位'}
    />
  );
}

/** 协办单位: any number. */
export function SupporterPicker({ id, value, onChange }: PickerProps<string[]>) {
  return (
    <Select
      {...(id ? { id } : {})}
      mode="multiple"
      showSearch={{ filterOption: byWords }}
      options={useDepartmentOptions()}
      value={value ?? []}
      onChange={(codes: string[]) => onChange?.(codes)}
      placeholder="没有可不选"
    />
  );
}

/** A word of one of the fixed vocabularies, or a district. */
export function WordPicker({
  words,
  id,
  value,
  onChange,
  allowClear,
  placeholder,
  label,
}: PickerProps<string> & { words: 'kinds' | 'urgencies' | 'districts' | Record<string, string> }) {
  const directory = useDirectory().data;
  const named =
    words === 'districts'
      ? Object.fromEntries((directory?.districts ?? []).map(({ code, name }) => [code, name]))
      : typeof words === 'string'
        ? (directory?.words[words] ?? {})
        : words;
  return (
    <Select
      {...(id ? { id } : {})}
      {...(label ? { 'aria-label': label } : {})}
      allowClear={allowClear ?? false}
      options={Object.entries(named).map(([code, label]) => ({ value: code, label }))}
      value={value ?? null}
      onChange={(code: string | null) => onChange?.(code ?? undefined)}
      placeholder={placeholder ?? '请选择'}
    />
  );
}
