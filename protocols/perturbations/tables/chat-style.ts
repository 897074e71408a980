import { toReplacements } from '../text/replacement-sites.ts';

/** English words as they are typed in chats; AI-assisted, not reviewed by people (class L). */
export const ENGLISH_CHAT = toReplacements(
  [
    'you u|your ur|are r|please pls plz|thanks thx|because cuz bc|people ppl|before b4|message msg|tomorrow tmrw|tonight tonite|great gr8',
    "okay ok|about abt|without w/o|with w/|question q|answer ans|really rly|something smth|don't dont|can't cant",
    "isn't isnt|won't wont|doesn't doesnt|didn't didnt|i'm im|it's its|that's thats|what's whats|going goin|nothing nothin",
  ].join('|'),
);

/** The same in Chinese. */
export const CHINESE_CHAT = toReplacements('什么 啥|怎么 咋|这样 酱紫|非常 灰常|没有 木有|喜欢 稀饭|朋友 盆友|谢谢 3q');
