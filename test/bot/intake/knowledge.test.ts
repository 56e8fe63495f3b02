import { describe, expect, test } from 'vitest';
import { createAnswerer, readKnowledge } from '../../../bot/intake/knowledge.ts';
import { plainText } from '../../../bot/intake/reading/plain-text.ts';

const entries = readKnowledge();
const answerer = createAnswerer(entries);

test('there are enough entries, each with its source and the day it was checked', () => {
  expect(entries.length).toBeGreaterThanOrEqual(25);
  expect(new Set(entries.map(({ id }) => id)).size).toBe(entries.length);
});

test.each(entries.flatMap(({ id, questions }) => questions.map((question) => [question, id] as const)))(
  '“%s” is answered by %s',
  (question, id) => {
    expect(answerer.find(plainText(question))?.id).toBe(id);
    expect(answerer.find(plainText(`您好，请问${question}？`))?.id).toBe(id);
  },
);

describe('asked in other words', () => {
  test.each([
    ['打12345晚上有没有人接', '热线时间'],
    ['你好，身份证丢了怎么补办呀', '身份证'],
    ['停电报修打哪个电话', '停电报修'],
    ['公积金怎样提取', '公积金'],
    ['晚上几点以后不能施工', '夜间噪声'],
    ['领结婚证要带户口本吗', '结婚登记'],
    ['年假一年有几天', '年休假'],
    ['试用期最长可以多久', '试用期'],
  ])('%s', (question, id) => expect(answerer.find(plainText(question))?.id).toBe(id));
});

describe('a complaint is no question', () => {
  test.each([
    '停电三天了打95598没人接',
    '我要投诉公积金中心不给提取',
    '楼上装修从早到晚吵死了',
    '遛狗不牵绳把我孩子咬了',
    '小区有人电动车上楼充电没人管',
    '老板说试用期不发工资',
    '路灯坏了',
    '身份证办了三个月都没给我',
  ])('%s', (text) => expect(answerer.find(plainText(text))).toBeNull());
});
