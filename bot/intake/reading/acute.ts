/**
 * Words of what is happening now and cannot wait for a summary. Whatever else `findDanger` finds is told the number and
 * asked on as usual: a hole in the road is dangerous, and its citizen is not to be sent away from it.
 */
const acute =
  /漏气|[煤燃]气.{0,4}味|天然气.{0,4}味|泄[漏露]|[着起失]火|火灾|冒烟|冒火|明火|浓烟滚滚|爆炸|炸了|触电|漏电|带电|火花|滋滋|电线.{0,3}(?:断|掉)|被困|困在|困住|出不来|救命|快来|砍|[持拿动]刀|杀人|捅|打死|被打|打人|流血|塌了|要塌|坍塌|倒塌|快倒|要倒|砸|往下掉|掉下来|坠落|(?:盖|盖子).{0,4}(?:没了|没有了|不见|丢|偷)|没有?井盖|掉(?:进|到|下).{0,3}(?:井|坑|河|水|沟)|落水|溺水|淹(?:到|没)|晕倒|昏倒|昏迷|没有?呼吸|喘不过|抽搐|中毒|自杀|跳楼|轻生|跳(?:河|江|桥)|割腕|喝.{0,2}药|走失|走丢|失踪|(?:孩子|小孩|老人).{0,4}不见|绑架|拐走|强奸|猥亵|家暴|疯狗|咬(?:人|了|伤)|车祸|撞(?:人|伤)/;
const over =
  /(?:抢救|救)(?:了|过)?我|已经(?:扑灭|灭了|修好|解决|出院)|没(?:有)?(?:漏气|漏|着火|起火|冒烟|触电|爆炸)|不(?:漏气|会爆炸|会着火)|[熏吵烦热臭气冷呛]死(?:个)?人/;

export function cannotWait(text: string): boolean {
  return acute.test(text) && !over.test(text);
}
