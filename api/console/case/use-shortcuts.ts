import { useEffect, useRef } from 'react';

/** Acts by key: a letter, a digit, `?` or `ctrl+enter`. */
export type Shortcuts = Record<string, () => void>;

const typing = 'input, textarea, select, [contenteditable="true"], [role="combobox"]';

/** Keys for whoever does this all day; letters stay letters while somebody types or a dialog is open. */
export function useShortcuts(shortcuts: Shortcuts): void {
  const latest = useRef(shortcuts);
  latest.current = shortcuts;
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.altKey || event.isComposing) return;
      if (document.querySelector('.ant-modal-wrap:not([style*="display: none"])')) return;
      const control = event.ctrlKey || event.metaKey;
      const key = `${control ? 'ctrl+' : ''}${event.key.toLowerCase()}`;
      const inField = event.target instanceof Element && event.target.closest(typing) !== null;
      if (inField && !control) return;
      const act = latest.current[key];
      if (!act) return;
      event.preventDefault();
      event.stopPropagation();
      act();
    };
    // Before the fields themselves: a list that has the focus would open on Ctrl+Enter.
    window.addEventListener('keydown', press, true);
    return () => window.removeEventListener('keydown', press, true);
  }, []);
}
