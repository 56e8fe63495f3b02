/**
 * Keeps something open while the page can be seen. Browsers allow six connections to one server over
 * HTTP/1.1, and each live stream is one of them: pages in the background must not hold theirs.
 * @returns stops and closes
 */
export function whileVisible(open: () => void, close: () => void): () => void {
  let isOpen = false;
  const follow = () => {
    const visible = document.visibilityState === 'visible';
    if (visible === isOpen) return;
    isOpen = visible;
    if (visible) open();
    else close();
  };
  follow();
  document.addEventListener('visibilitychange', follow);
  return () => {
    document.removeEventListener('visibilitychange', follow);
    if (isOpen) close();
  };
}
