import * as PUPPET from 'wechaty-puppet';

/**
 * What a one-to-one account has no words for: rooms, tags, posts, friends. Wechaty's types do not ask for
 * these methods, but it calls some of them; each says by name that it is not supported.
 */
const unsupported = [
  'contactAlias',
  'contactAvatar',
  'contactCorporationRemark',
  'contactDescription',
  'contactPhone',
  'contactSelfName',
  'contactSelfQRCode',
  'contactSelfSignature',
  'conversationReadMark',
  'friendshipAccept',
  'friendshipAdd',
  'friendshipRawPayload',
  'friendshipRawPayloadParser',
  'friendshipSearchHandle',
  'friendshipSearchPhone',
  'friendshipSearchWeixin',
  'messageContact',
  'messageForward',
  'messageMiniProgram',
  'messagePost',
  'messageRecall',
  'messageSendContact',
  'messageSendFile',
  'messageSendLocation',
  'messageSendMiniProgram',
  'messageSendPost',
  'messageSendUrl',
  'messageUrl',
  'postPublish',
  'postRawPayload',
  'postRawPayloadParser',
  'postSearch',
  'postUnpublish',
  'roomAdd',
  'roomAnnounce',
  'roomAvatar',
  'roomCreate',
  'roomDel',
  'roomInvitationAccept',
  'roomInvitationRawPayload',
  'roomInvitationRawPayloadParser',
  'roomMemberRawPayload',
  'roomMemberRawPayloadParser',
  'roomQRCode',
  'roomQuit',
  'roomRawPayload',
  'roomRawPayloadParser',
  'roomTopic',
  'tagContactAdd',
  'tagContactDelete',
  'tagContactRemove',
  'tap',
  'tapList',
] as const;

/** A puppet of an account that talks with one person at a time. */
export abstract class OneToOnePuppet extends PUPPET.Puppet {
  constructor(options: PUPPET.PuppetOptions = {}) {
    super(options);
    for (const name of unsupported) {
      if (name in this) continue;
      Object.defineProperty(this, name, {
        value: async () => {
          throw new Error(`${name} is not supported by a one-to-one account`);
        },
      });
    }
  }

  override async contactList(): Promise<string[]> {
    return [];
  }
  override async roomList(): Promise<string[]> {
    return [];
  }
  override async roomMemberList(): Promise<string[]> {
    return [];
  }
  override async tagContactList(): Promise<string[]> {
    return [];
  }
}
