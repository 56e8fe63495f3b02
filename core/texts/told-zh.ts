import type { ToldTexts } from './told.ts';

const before = (until: string | undefined) => (until ? `，${until}前答复` : '');

export const toldChinese: ToldTexts = {
  filed: ({ number }) =>
    `已经登记好了，您的工单号是 ${number}。我们会尽快转给负责的单位，有进展第一时间告诉您。随时发“进度”就能查看。`,
  asked: ({ number, question }) =>
    `关于您的工单 ${number}，工作人员想请您补充一下：\n${question}\n直接回复就可以，文字、照片、位置都行。`,
  dispatched: ({ number, department, until, again }) =>
    again
      ? `您的工单 ${number} 改由 ${department} 办理${before(until)}。给您添麻烦了。`
      : `您的工单 ${number} 已派给 ${department}${before(until)}。办好了会把结果告诉您。`,
  answered: ({ number, department, answer }) =>
    `您的工单 ${number} 有答复了。\n${department ? `${department}：` : ''}${answer}\n\n您对处理结果满意吗？请回复：\n1 满意\n2 不满意`,
  reopened: ({ number, department, until }) =>
    `对不起，上次没有把您的事办好。工单 ${number} 已经退回${department ? ` ${department} ` : ''}重新办理${before(until)}。我们会盯着的。`,
  closed: ({ number }) => `您的工单 ${number} 已经办结。谢谢您的反映，以后有事随时找我们。`,
  refused: ({ number, reason }) =>
    `您的工单 ${number} 不在 12345 的受理范围，没有办法转办。原因：${reason}\n如果您觉得不对，可以补充情况再发给我们。`,
  merged: ({ number }) =>
    `您反映的事（工单 ${number}）也有别的市民反映，我们并在一起办理。处理结果会单独告诉您。`,
  unmerged: ({ number }) => `您的工单 ${number} 改为单独办理，有进展会马上告诉您。`,
  transferred: ({ number }) =>
    `您的工单 ${number} 情况紧急，已经转给应急部门处理。\n如果现在有危险，请马上拨打 110、119 或 120。`,
  withdrawn: ({ number }) => `您的工单 ${number} 已经按您的意思撤回。以后有需要，随时再发给我们。`,
  timedOut: ({ number }) =>
    `一直没有等到您对工单 ${number} 的补充，这件事先为您结束了。需要继续的话，把情况发给我们就能重新登记。`,
  extended: ({ number, department, until }) =>
    `您的工单 ${number} 还需要一些时间，${department ?? '承办单位'}改为${until ? ` ${until}前` : '稍后'}答复。让您久等了。`,
  parked: ({ number, until }) =>
    `您的工单 ${number} 现在还办不了，我们没有放下${until ? `，${until}再去看` : ''}，到时告诉您。`,
  resumed: ({ number, department, until }) =>
    `您的工单 ${number} 已经接着办了${department ? `，由 ${department} 负责` : ''}${before(until)}。`,
  split: ({ number, numbers = [] }) =>
    `您说的是几件事，我们分开登记、分别转办，办得更快。除了工单 ${number}，还有：${numbers.join('、')}。每一件有了结果都会告诉您。`,
  added: ({ number }) => `收到，您补充的情况已经记到工单 ${number} 里，办理的人看得到。`,
  urged: ({ number, department, until }) =>
    `已经为您催办工单 ${number}${department ? `，${department} 会看到` : ''}${until ? `，最晚 ${until}前答复您` : '，有进展马上告诉您'}。`,
};
