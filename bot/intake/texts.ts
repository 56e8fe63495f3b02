import type { Draft } from './draft.ts';

/** What the bot says: plain, short, never blaming, always with the next step. */
export const texts = {
  welcome: (hotline: string) =>
    `您好，这里是${hotline}。有什么烦心事、建议或者想问的，直接告诉我就行：发生了什么、在哪里、什么时候开始的。也可以发照片和位置。`,
  greet: '您好！请问遇到了什么事？把情况直接发给我就行。',
  what: '请说说发生了什么事？尽量说清楚一点，我好转给负责的单位。',
  where: '请问这件事在什么地方？可以打字（哪条路、哪个小区、附近有什么），也可以直接发位置。',
  since: '请问是从什么时候开始的？',
  contact: '怎么联系您方便？请留个电话，办理的同志好找您核实。不想留就回复“不留”，在这里也能收到答复。',
  badPhone: '这个号码好像不太对，请再核对一下，手机号是 11 位。不想留就回复“不留”。',
  dropped: '好的，这件事先不登记了。以后需要，随时发给我。',
  thanks: '不客气，这是应该的。还有别的事随时找我。',
  smalltalk: '我是热线的小助手，专门帮大家登记和转办诉求。您遇到了什么事，跟我说说？',
  help: '您可以这样用：\n1. 直接说事，比如“北京路 12 号门口的路灯坏了三天了”\n2. 发照片、发位置\n3. 发“进度”查办理情况\n4. 发“人工”找工作人员\n我会一步步问您，问完念给您听，确认了才登记。',
  empty: '没有看到内容，请再发一次。可以打字，也可以发照片或位置。',
  symbolsOnly: '收到您的表情啦。要反映事情的话，请用文字说说发生了什么。',
  unreadable: '抱歉，我现在只看得懂文字、照片和位置。请把情况打字告诉我，好吗？',
  foreign:
    '抱歉，我只看得懂中文，您的话已经原样记下来了。Sorry, I only read Chinese. Your words are kept; please tell us in Chinese if you can, or call 12345.',
  tooLong: '您发的内容太长，我先记下了前 5000 字。剩下的请分几次发。',
  photoFirst: '照片收到了。请说说照片里是什么事、在哪里？',
  danger:
    '这件事有危险，请先保护好自己，离开危险的地方。着火拨 119，受伤拨 120，有人违法伤人拨 110。我马上为您加急登记。',
  whichWrong: '哪里不对？您直接说正确的就行，比如“地址是江津西路 8 号”。',
  apology: '对不起，系统出了点问题，您刚才的话我们已经收到，没有丢。请稍后再试，急事请拨打 12345。',
  scanned: (place: string) => `您好，您在${place}。请说说遇到了什么事？`,
  expired: '您有一会儿没有回复，我先按您已经说的登记了，后面想到什么随时补充。',
};

const readBackLength = 300;

/** Reads the draft back before it is filed. */
export function readBack(draft: Draft): string {
  const told = draft.told.join(';');
  const matter = told.length > readBackLength ? `${told.slice(0, readBackLength)}…(全文已记下)` : told;
  const lines = [
    `事情：${matter || '见照片'}`,
    `地点：${draft.place ?? (draft.location ? '您发的位置' : '没有说')}`,
    `时间：${draft.since ?? '没有说'}`,
    `联系：${draft.phone ? [draft.name, draft.phone].filter(Boolean).join(' ') : '不留电话，在这里答复'}`,
    ...(draft.attachmentIds.length > 0 ? [`照片：${draft.attachmentIds.length} 张`] : []),
  ];
  return `我念一下，您看对不对：\n${lines.join('\n')}\n\n没问题请回复“对”，我就登记；哪里不对直接告诉我。`;
}
