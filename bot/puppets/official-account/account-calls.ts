import type { ApiClient } from './api-client.ts';
import { OfficialAccountError } from './api-error.ts';

/** A notice that reaches a citizen who has not written for 48 hours. */
export interface NoticeTemplate {
  /** `subscribe`: a subscription notice, long-term for a government's account; `template`: a template message. */
  kind: 'subscribe' | 'template';
  templateId: string;
  /** The template's field that takes the words, such as `thing1`. */
  field: string;
}

export interface MenuButton {
  key: string;
  title: string;
}

/** A field of kind `thing` takes this many characters. */
const noticeLength = 20;

/** What an official account can do, as WeChat names it; each throws OfficialAccountError. */
export function accountCalls(api: ApiClient) {
  const customerMessage = (touser: string, message: object) =>
    api.call('/cgi-bin/message/custom/send', { touser, ...message });

  return {
    sendText: (openId: string, content: string) =>
      customerMessage(openId, { msgtype: 'text', text: { content } }),

    sendImage: (openId: string, mediaId: string) =>
      customerMessage(openId, { msgtype: 'image', image: { media_id: mediaId } }),

    /** “正在输入…” for 15 seconds; needs a message of the citizen's in the last 30. */
    sendTyping: (openId: string) =>
      api.call('/cgi-bin/message/custom/typing', { touser: openId, command: 'Typing' }),

    async sendNotice(openId: string, { kind, templateId, field }: NoticeTemplate, text: string) {
      const path =
        kind === 'subscribe' ? '/cgi-bin/message/subscribe/bizsend' : '/cgi-bin/message/template/send';
      const value = [...text].slice(0, noticeLength).join('');
      await api.call(path, { touser: openId, template_id: templateId, data: { [field]: { value } } });
    },

    /** Keeps an image with WeChat for three days; resolves with its media id. */
    async uploadImage(bytes: Uint8Array<ArrayBuffer>, fileName: string, mimeType: string): Promise<string> {
      const form = () => {
        const data = new FormData();
        data.append('media', new Blob([bytes], { type: mimeType }), fileName);
        return data;
      };
      const path = '/cgi-bin/media/upload';
      const { media_id } = await api.upload<{ media_id?: string }>(path, form, { type: 'image' });
      if (!media_id) throw new OfficialAccountError(null, 'retry', `${path}: no media id in the answer`);
      return media_id;
    },

    /** What a citizen sent; of a video WeChat tells an address from which it is read. */
    async downloadMedia(mediaId: string): Promise<Buffer<ArrayBuffer>> {
      const path = '/cgi-bin/media/get';
      const answer = await api.download(path, { media_id: mediaId });
      if ('bytes' in answer) return answer.bytes;
      const { video_url } = answer.json as { video_url?: unknown };
      if (typeof video_url === 'string' && /^https?:/.test(video_url) && URL.canParse(video_url))
        return api.fetchFile(new URL(video_url));
      throw new OfficialAccountError(null, 'retry', `${path}: neither media nor an address`);
    },

    /** The menu below the chat; WeChat shows it to everyone within a day. */
    createMenu: (buttons: readonly MenuButton[]) =>
      api.call('/cgi-bin/menu/create', {
        button: buttons.map(({ key, title }) => ({ type: 'click', name: title, key })),
      }),

    /** A code that never expires, 100,000 of them an account; resolves with the address that it holds. */
    async createQrCode(scene: string): Promise<string> {
      const path = '/cgi-bin/qrcode/create';
      const body = { action_name: 'QR_LIMIT_STR_SCENE', action_info: { scene: { scene_str: scene } } };
      const { url } = await api.call<{ url?: string }>(path, body);
      if (!url) throw new OfficialAccountError(null, 'retry', `${path}: no address in the answer`);
      return url;
    },
  };
}
export type AccountCalls = ReturnType<typeof accountCalls>;
