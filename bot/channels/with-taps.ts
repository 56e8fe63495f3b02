import { splitChoices } from '../../core/texts/choices.ts';

const plain = (text: string) => text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);

/**
 * Choices as WeChat's links that send their digit when tapped (`weixin://bizmsgmenu`), in replies and customer-service
 * messages alike. A text that grew too long for one message stays as it was: typing the digit works everywhere.
 */
export function withTaps(text: string, mostBytes: number): string {
  const { text: rest, choices } = splitChoices(text);
  if (choices.length === 0) return text;
  const links = choices.map(
    ({ key, label }) =>
      `<a href="weixin://bizmsgmenu?msgmenucontent=${key}&msgmenuid=${key}">${key} ${plain(label)}</a>`,
  );
  const tappable = [rest, ...links].join('\n');
  return Buffer.byteLength(tappable) <= mostBytes ? tappable : text;
}
