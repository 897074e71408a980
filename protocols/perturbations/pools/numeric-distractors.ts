import type { Script } from '../text/script.ts';

/**
 * Clauses with a number (`{n}`) that look as if they belonged to a word problem and change nothing in it. AI-assisted, not reviewed by
 * native speakers (class L).
 */
export const NUMERIC_DISTRACTORS: Readonly<Record<Script, readonly string[]>> = {
  latin: [
    'There were {n} chairs in the room.',
    'The shop had opened {n} minutes earlier.',
    'A poster on the wall was {n} days old.',
    'The bus passed {n} lamp posts on the way.',
  ],
  devanagari: [
    'कमरे में {n} कुर्सियाँ थीं।',
    'दुकान {n} मिनट पहले खुली थी।',
    'दीवार पर लगा पोस्टर {n} दिन पुराना था।',
    'रास्ते में बस {n} खंभों के पास से गुज़री।',
  ],
  bangla: [
    'ঘরে {n}টি চেয়ার ছিল।',
    'দোকানটি {n} মিনিট আগে খুলেছিল।',
    'দেয়ালের পোস্টারটি {n} দিনের পুরানো।',
    'পথে বাসটি {n}টি খুঁটি পার হলো।',
  ],
  kannada: [
    'ಕೋಣೆಯಲ್ಲಿ {n} ಕುರ್ಚಿಗಳಿದ್ದವು.',
    'ಅಂಗಡಿ {n} ನಿಮಿಷಗಳ ಹಿಂದೆ ತೆರೆದಿತ್ತು.',
    'ಗೋಡೆಯ ಮೇಲಿನ ಭಿತ್ತಿಪತ್ರ {n} ದಿನ ಹಳೆಯದು.',
    'ದಾರಿಯಲ್ಲಿ ಬಸ್ಸು {n} ಕಂಬಗಳನ್ನು ದಾಟಿತು.',
  ],
  arabic: [
    'كان في الغرفة عدد من الكراسي بلغ {n}.',
    'فُتح المتجر قبل ذلك بمدة {n} دقيقة.',
    'مضى على الملصق على الجدار {n} يوما.',
    'مرت الحافلة في الطريق بأعمدة عددها {n}.',
  ],
  han: ['房间里有{n}把椅子。', '商店在{n}分钟前开门。', '墙上的海报贴了{n}天。', '公共汽车路过了{n}根路灯。'],
};
