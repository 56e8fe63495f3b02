import { renderSVG } from 'uqr';

export interface CommunityCode {
  sceneId: string;
  name: string;
  /** What the code holds. */
  url: string;
}

const inHtml = (text: string) => text.replace(/[&<>"']/g, (character) => `&#${character.codePointAt(0)};`);

function card(hotline: string, { sceneId, name, url }: CommunityCode): string {
  // The highest correction that leaves the modules large: posters get torn and rained on.
  const code = renderSVG(url, { ecc: 'Q', border: 2 });
  return `<figure>${code}<figcaption><strong>${inHtml(name)}</strong><span>微信扫一扫，向${inHtml(hotline)}反映问题</span><small>${inHtml(sceneId)}</small></figcaption></figure>`;
}

/** A page to print: six codes a sheet of A4, each to be cut out and put up in its community. */
export function codeSheet(hotline: string, codes: readonly CommunityCode[]): string {
  return `<!doctype html>
<html lang="zh-CN">
<meta charset="utf-8">
<title>${inHtml(hotline)} 社区二维码</title>
<style>
  @page { size: A4; margin: 12mm }
  body { margin: 0; font-family: "Noto Sans CJK SC", "Microsoft YaHei", sans-serif }
  main { display: grid; grid-template-columns: 1fr 1fr; gap: 8mm }
  figure { margin: 0; padding: 6mm; border: 0.3mm dashed #999; text-align: center; break-inside: avoid }
  svg { width: 52mm; height: 52mm }
  figcaption * { display: block; line-height: 1.5 }
  strong { font-size: 16pt } span { font-size: 11pt } small { color: #555; font-size: 8pt }
</style>
<main>
${codes.map((code) => card(hotline, code)).join('\n')}
</main>
</html>
`;
}
