import type { Script } from '../text/script.ts';

const toList = (names: string): readonly string[] => names.split(' ');

/** Names of the months of the Gregorian calendar, January first; for Han `1月` and so on. */
export const MONTHS: Readonly<Record<Script, readonly string[]>> = {
  latin: toList('January February March April May June July August September October November December'),
  devanagari: toList('जनवरी फ़रवरी मार्च अप्रैल मई जून जुलाई अगस्त सितंबर अक्टूबर नवंबर दिसंबर'),
  bangla: toList('জানুয়ারি ফেব্রুয়ারি মার্চ এপ্রিল মে জুন জুলাই আগস্ট সেপ্টেম্বর অক্টোবর নভেম্বর ডিসেম্বর'),
  kannada: toList('ಜನವರಿ ಫೆಬ್ರವರಿ ಮಾರ್ಚ್ ಏಪ್ರಿಲ್ ಮೇ ಜೂನ್ ಜುಲೈ ಆಗಸ್ಟ್ ಸೆಪ್ಟೆಂಬರ್ ಅಕ್ಟೋಬರ್ ನವೆಂಬರ್ ಡಿಸೆಂಬರ್'),
  arabic: toList('يناير فبراير مارس أبريل مايو يونيو يوليو أغسطس سبتمبر أكتوبر نوفمبر ديسمبر'),
  han: toList('1月 2月 3月 4月 5月 6月 7月 8月 9月 10月 11月 12月'),
};
