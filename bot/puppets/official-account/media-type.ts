/** Kinds of media by their first bytes: what a file is called or said to be proves nothing. */
const signatures: readonly { type: string; extension: string; matches: (head: Buffer) => boolean }[] = [
  { type: 'image/jpeg', extension: 'jpg', matches: starts(0, 'ffd8ff') },
  { type: 'image/png', extension: 'png', matches: starts(0, '89504e470d0a1a0a') },
  { type: 'image/gif', extension: 'gif', matches: starts(0, '474946383961', '474946383761') },
  { type: 'image/webp', extension: 'webp', matches: (head) => riff(head, 'WEBP') },
  { type: 'audio/amr', extension: 'amr', matches: starts(0, '2321414d52') },
  { type: 'audio/mpeg', extension: 'mp3', matches: starts(0, '494433', 'fffb', 'fff3', 'fff2', 'fffa') },
  { type: 'audio/ogg', extension: 'ogg', matches: starts(0, '4f676753') },
  { type: 'video/mp4', extension: 'mp4', matches: starts(4, '66747970') },
];

function starts(at: number, ...hex: string[]) {
  const wanted = hex.map((text) => Buffer.from(text, 'hex'));
  return (head: Buffer) => wanted.some((bytes) => head.subarray(at, at + bytes.length).equals(bytes));
}

function riff(head: Buffer, format: string): boolean {
  return head.toString('latin1', 0, 4) === 'RIFF' && head.toString('latin1', 8, 12) === format;
}

/** Null for anything that a citizen's telephone would not send. */
export function mediaTypeOf(bytes: Uint8Array): { type: string; extension: string } | null {
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.byteLength, 16));
  return signatures.find(({ matches }) => matches(head)) ?? null;
}
