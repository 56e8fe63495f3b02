import { Fragment } from 'react';

/** Splits a text at the given words, longest first; every second part is a word. */
export function splitAtWords(text: string, words: readonly string[]): string[] {
  const wanted = [...new Set(words.map((word) => word.trim()).filter(Boolean))].sort(
    (a, b) => b.length - a.length,
  );
  if (wanted.length === 0) return [text];
  const escaped = wanted.map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return text.split(new RegExp(`(${escaped.join('|')})`, 'gi'));
}

/** A citizen's words, with what triage went by marked. */
export function Highlight({ text, words }: { text: string; words: readonly string[] }) {
  let at = 0;
  return (
    <p className="words">
      {splitAtWords(text, words).map((part, index) => {
        const key = at;
        at += part.length + 1;
        return index % 2 === 1 ? (
          <mark key={key} title="分办建议的依据">
            {part}
          </mark>
        ) : (
          <Fragment key={key}>{part}</Fragment>
        );
      })}
    </p>
  );
}
