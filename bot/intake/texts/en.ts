import type { Texts } from './zh.ts';

/** All that the bot says in English, to those who write in it. */
export const en: Texts = {
  welcome: (hotline) =>
    `Hello, this is ${hotline}, the city hotline. Tell me what happened, where and since when. Photos and locations are welcome.`,
  greet: 'Hello! What has happened? Just tell me here.',
  what: 'What has happened? The clearer you tell it, the sooner the right office has it.',
  whatExactly: 'Noted. What exactly is it about? A little more detail helps.',
  where:
    'Where is it? A road, an estate, something nearby, or send your location. Reply "skip" if you don\'t know.',
  whereExactly: (place) =>
    `Where in ${place}? A road, an estate or something nearby. Reply "skip" if you don't know.`,
  when: 'Since when? Reply "skip" if you don\'t remember.',
  hours: 'At what hours, roughly? For example "10 pm to 1 am". Reply "skip" if you can\'t say.',
  who: 'Which company, shop or vehicle is it? Reply "skip" if you don\'t know.',
  employer: 'What is the employer called? Reply "skip" if you don\'t know.',
  praised: 'Whom would you like to praise? Reply "skip" if you don\'t know the name.',
  contact: 'How can we reach you? A phone number helps. Reply "no" if you prefer to be answered here.',
  badPhone: 'That number does not look right: a mobile number has 11 digits. Reply "no" to leave none.',
  dropped: 'All right, I have not filed it. Write to me whenever you need.',
  keptAsAnswered: 'All right. Write to me whenever you need.',
  takeYourTime: 'Take your time, I am here.',
  thanks: 'You are welcome. Write to me whenever you need.',
  smalltalk: "I am the hotline's assistant: I take down what troubles you and pass it on. What has happened?",
  help: 'Just tell me, for example "The street lamp at 12 Beijing Road has been out for three days". Photos and locations work too. Send "progress" for your cases, "human" for a person.',
  empty: 'I saw nothing in that message, please send it again. Text, photos and locations all work.',
  symbolsOnly: 'I got your emoji. To report something, please tell me in words what happened.',
  voice: 'Sorry, I cannot listen to voice messages. Please type it, or turn the voice message into text.',
  unreadable: 'Sorry, I can only read text, photos and locations. Could you type it, please?',
  tooLong: 'That was very long: I kept the first 5000 characters. Please send the rest in parts.',
  photoFirst: 'I have your photo. What does it show, and where?',
  locationFirst: 'I have the location. What has happened there?',
  danger: (numbers) =>
    `This is dangerous: please get to safety and call ${numbers.join(' or ')} now. I am filing it as urgent.`,
  hazard: (numbers) =>
    `That is dangerous: please keep away and warn others. If anyone is hurt or trapped, call ${numbers.join(' or ')}. I am filing it as urgent.`,
  unwell: (numbers) =>
    `If anyone is unwell, please see a doctor; if it is serious, call ${numbers.join(' or ')} now. I am filing it as urgent.`,
  call: (numbers) => `Please call ${numbers.join(' or ')} right now. I am filing it as urgent.`,
  inCase: (numbers) => `If anyone is hurt or in danger, please call ${numbers.join(' or ')} at once.`,
  dangerWhere: 'Please tell me at once where it is: type it or send your location.',
  despair:
    "I am worried about you. Please don't carry this alone: helpline 12356, day and night; in an emergency 110 or 120; let someone be with you. I am asking a person to contact you now.",
  despairPhone: 'If you can, please send your phone number so that someone can call you soon.',
  calm: 'I can hear that you are upset. Tell me what happened and where, and I will file it for you.',
  stillHere: 'I am here and listening. Just tell me what happened, or call 12345 for a person.',
  sorryForAnger: 'I am sorry about this. Let me file it for you.',
  advert:
    'This is the city hotline, advertisements have no place here. If something troubles you, just tell me.',
  tooMany:
    'You sent many messages at once, I have kept them all. Please wait a moment. If it is urgent, call 12345.',
  protected: 'Reports are protected by law and kept confidential: you need not leave a name or number.',
  praiseThanks: 'Thank you for the kind words, I will pass them on.',
  whichWrong: 'What is wrong? Just tell me what is right, for example "the address is 8 Jiangjin Road".',
  alsoNoted: 'Noted, too. Anything else? If not, reply "yes" and I will file it.',
  corrected: 'I have changed it.',
  apology:
    'Sorry, something went wrong here. Your words are kept. Please try again later; if it is urgent, call 12345.',
  scanned: (place) => `Hello, you are in ${place}. What has happened?`,
  expired: 'I have not heard from you for a while, so I filed what you told me. You can add to it any time.',
  goOn: 'Welcome back, let us go on.',
  lastFiled: 'I am filing what you told me last time. Let us begin afresh with this one.',
  alreadyFiled: (number) =>
    `It is filed already, number ${number}. If you want to add something, just send it.`,
  answer: (answer, source) => `${answer} (${source})\nTo have it filed all the same, reply "file".`,
  responsible: (words) => `${words}\nTo have it filed all the same, reply "file".`,
  readBack: 'Let me read it back:',
  readBackEnd: 'Reply "yes" and I will file it. To add or change something, just tell me.',
  matterLine: 'What: ',
  placeLine: 'Where: ',
  sinceLine: 'Since: ',
  hoursLine: 'Hours: ',
  whoLine: 'About: ',
  contactLine: 'Contact: ',
  photosLine: (count) => `Photos: ${count}`,
  seePhotos: 'see photos',
  sharedLocation: 'the location you sent',
  unsaid: 'not said',
  replyHere: 'no phone, answer here',
  secretContact: 'confidential, no name or phone',
  and: '; ',
  more: ' … (all of it is kept)',
};
