import type { Example } from '../../../triage/model/train.ts';

/** A few short complaints of three topics, each in several voices, enough to learn from and quick. */
export const letters: Example[] = [
  [
    '路灯',
    ['路灯坏了三天', '门口路灯不亮', '晚上路灯全灭', '路灯一闪一闪', '整条街的路灯都不亮了', '路灯杆倒了'],
  ],
  [
    '噪声',
    ['楼下跳舞音乐吵', '工地半夜施工吵', '邻居装修太吵', '酒吧音响震天响', '夜里吵得睡不着', '喇叭叫卖太吵'],
  ],
  [
    '欠薪',
    [
      '老板拖欠工资',
      '工资三个月没发',
      '包工头跑了不给工钱',
      '讨要工资被打',
      '年底了工资还没结',
      '公司欠薪不给',
    ],
  ],
].flatMap(([label, texts]) => (texts as string[]).map((text) => ({ label: label as string, text })));
