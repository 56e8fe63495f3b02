import type { AboutCases, NamedCase, Standing } from './about-cases.ts';

const answerBy = ({ until, late }: Standing) =>
  late ? '，已经过了答复的日子，我们在督促' : until ? `，${until}前答复` : '';
const unit = ({ department }: Standing) => department ?? '承办单位';
const line = ({ number, summary }: NamedCase, at: number) => `${at + 1} ${number}（${summary}）`;
const list = (cases: readonly NamedCase[], from = 0) =>
  cases.map((known, at) => line(known, at + from)).join('\n');

export const aboutCasesChinese: AboutCases = {
  states: {
    awaiting_review: () => '已经登记，工作人员正在看',
    awaiting_citizen: ({ question }) => `在等您补充${question ? `：${question}` : '情况'}`,
    ready_to_dispatch: () => '已经受理，马上派给承办单位',
    awaiting_signature: (standing) => `已派给 ${unit(standing)}${answerBy(standing)}`,
    in_hand: (standing) => `${unit(standing)} 正在办理${answerBy(standing)}`,
    return_review: () => '正在重新确定由哪个单位办理',
    ruling: () => '几个单位正在商量由谁负责',
    answer_review: (standing) => `${unit(standing)} 已有答复，审核后就告诉您`,
    return_visit: ({ answer }) => `已经答复，等您说满不满意${answer ? `\n答复：${answer}` : ''}`,
    reopened: (standing) => `已经退回 ${unit(standing)} 重新办理${answerBy(standing)}`,
    merged: () => '和相同的诉求并在一起办理',
    closed: ({ answer }) => `已经办结${answer ? `\n答复：${answer}` : ''}`,
    archived: () => '已经办结归档',
    rejected: () => '不在受理范围',
    transferred: () => '已经转给应急部门',
    withdrawn: () => '已经撤回',
  },
  progress: ({ number, summary }, standing) => `工单 ${number}：${standing}。\n“${summary}”`,
  more: (count) => `还有 ${count} 件，发工单号可以查。`,
  noCases: '您现在没有登记过的工单。有事直接告诉我就行。',
  unknownNumber: '没有查到这个工单号。请核对一下，或者直接发“进度”看您自己的工单。',
  nothingToWithdraw: '您现在没有正在办理的工单，不需要撤回。',
  confirmWithdraw: ({ number, summary }) =>
    `您要撤回工单 ${number}（${summary}）吗？撤回后就不再办理。\n1 确定撤回\n2 不撤了`,
  kept: '好的，不撤，接着办。',
  which: (act, cases) =>
    `您有几件正在办的，要${{ add: '补充', urge: '催', withdraw: '撤回' }[act]}哪一件？回复前面的数字就行：\n${list(cases)}`,
  addWhat: (number) => `好的，请把要补充到工单 ${number} 的情况发给我，文字、照片、位置都行。`,
  addedElse: (others) => `如果说的是别的工单，回复前面的数字：\n${list(others)}`,
  photoFor: ({ number, summary }) =>
    `收到了。是补充到工单 ${number}（${summary}）的吗？\n回复 1 补充进去；如果是另一件事，请说说是什么事、在哪里。`,
  urgedAlready: (number, department, until) =>
    `工单 ${number} 今天已经催过了，${department ?? '承办单位'} 看得到${until ? `，最晚 ${until}前答复您` : ''}。`,
  askVerdict: (number) => `工单 ${number} 的处理结果，您满意吗？\n1 满意\n2 不满意`,
  notUrged: '好的，这次不催。',
  notSatisfied: '非常抱歉没有让您满意。请问哪里没办好？您说的会原样转给回访的同志。',
  reasonNoted: '记下了，回访的同志会看，需要的话退回去重办，有结果马上告诉您。',
  rated: '谢谢您的评价，已经记下了。',
  again: ({ number, summary }) =>
    `您说的是已经办结的工单 ${number}（${summary}）吗？\n1 是，再登记一件，和它关联起来\n2 不是，是另一件事`,
  followed: (before, number) =>
    `又给您添麻烦了。已经登记新的工单 ${number}，和上次的 ${before} 关联在一起，办理的人看得到上次的情况。`,
  answerOrElse: ({ number, question }) =>
    `这是回答工单 ${number} 的问题（${question ?? ''}）吗？\n1 是\n2 不是，是另一件事`,
  skipped: '好的，这个先不问了，工作人员会接着处理。',
  human: (minutes) =>
    `好的，已经为您转人工，${minutes} 分钟内有人回复您。等的时候您可以接着说，我都记着。急事请拨打 12345。`,
  humanLater: (day, hour) =>
    `人工座席现在不在线，${day} ${hour} 点以后有人回复您。您可以先把事情告诉我，我照样登记。急事请拨打 12345（24 小时）。`,
  humanCancelled: '好的，不转人工了。有事接着跟我说。',
};
