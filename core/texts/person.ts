import type { Language } from '../words.ts';

/** What the citizen is told around a conversation with a person. */
interface PersonTexts {
  here: string;
  late: string;
  handedBack: string;
  /** The person fell silent or is gone. */
  left: string;
}

export const personTexts: Record<Language, PersonTexts> = {
  zh: {
    here: '工作人员来了，您请说。',
    late: '让您久等了，座席都在忙，还在为您排队。您可以先把事情告诉我，我照样登记。急事请拨打 12345。',
    handedBack: '工作人员那边先到这里，接下来由我陪着您。还有事接着跟我说，需要人工再说一声就行。',
    left: '工作人员暂时走开了，我先接着为您办，您刚才说的都在。需要人工再说一声就行。',
  },
  en: {
    here: 'A person is here now. Please go ahead.',
    late: 'Sorry to keep you waiting: everybody is busy and you are still in the queue. You can tell me already and I file it. If it is urgent, call 12345.',
    handedBack: 'That was our colleague; I go on with you now. If you need a person again, just say so.',
    left: 'Our colleague had to leave for a moment, so I go on; all you said is kept. If you need a person again, just say so.',
  },
};
