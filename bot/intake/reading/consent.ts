/** Nothing but consent, however often and politely it is said. */
const polite =
  /^(?:(?:对|是|嗯|好|行|可以|没错|没问题|没有问题|无误|确认|确定|提交|登记|okay|ok|yes|yep|yeah|sure|right|correct|fine|就这样|正确|属实|对头|要得|得行|没啥|没意见|同意|👌|对的|是得|中)(?:的|得|了|吧|啊|呀|嘛|哒|滴|呢|呐|哈|哦)*|谢谢|感谢|麻烦|你们|您|你|叔叔|阿姨|同志|啊|呀|哈|了|快点|尽快|处理|帮我|please|thanks|thank you|that'?s|it|[,，。.!！~\s])+$/i;
const word =
  /对|是|嗯|好|行|可以|没|无误|确|提交|登记|ok|y|sure|right|correct|fine|就这样|属实|要得|同意|👌|中/i;
const asides =
  /[,，]?(?:千万)?(?:别|不要|不能)(?:让.{0,6}知道|说(?:是|出)?我.{0,4}|透露.{0,8}|泄露.{0,8})|[,，]?(?:请|要|帮我)?(?:保密|匿名)/g;

/** Whether a reply to the summary says yes, and nothing that would have to be written down. */
export function consents(plain: string): boolean {
  const bare = plain.replace(asides, '');
  return plain.length <= 30 && polite.test(bare) && word.test(bare);
}
