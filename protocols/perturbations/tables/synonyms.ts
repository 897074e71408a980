import { toExchanges } from '../text/replacement-sites.ts';

/** English words that can stand for each other in most sentences; AI-assisted, not reviewed by people (class L). */
export const ENGLISH_SYNONYMS = toExchanges(
  [
    'begin start|big large|small little|quick fast|buy purchase|help assist|need require|show display|choose select|pick select',
    'find locate|finish complete|keep retain|ask inquire|allow permit|happy glad|sad unhappy|smart clever|correct right|wrong incorrect',
    'reply respond|often frequently|usually normally|maybe perhaps|quickly rapidly|almost nearly|important significant',
    'hard difficult|easy simple|entire whole|car automobile|child kid|children kids|sick ill|shop store',
    'phone telephone|film movie|job occupation|present gift|error mistake|problem issue|journey trip|doctor physician',
    'gather collect|repair fix|scared afraid|silent quiet|rich wealthy',
    'cook prepare|talk speak|jump leap|shout yell|watch observe|receive get|build construct|explain describe|rapid swift|huge enormous',
  ].join('|'),
);

/** Chinese words of two characters, likewise. */
export const CHINESE_SYNONYMS = toExchanges(
  '美丽 漂亮|高兴 开心|快速 迅速|重要 要紧|困难 艰难|帮助 协助|选择 挑选|回答 答复|问题 疑问|立刻 马上|经常 时常|也许 或许|商店 店铺|医生 大夫|妈妈 母亲|爸爸 父亲|孩子 小孩|现在 目前',
);
