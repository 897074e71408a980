import type { Script } from '../text/script.ts';

/**
 * Short sentences about nothing that a task asks: no name, number, colour or place that could be an answer. Written for this
 * project, AI-assisted, not reviewed by native speakers (class L).
 */
export const DISTRACTORS: Readonly<Record<Script, readonly string[]>> = {
  latin: [
    'The wind moved the curtains a little.',
    'Somebody had left a window open.',
    'A clock was ticking in the next room.',
    'The floor had just been cleaned.',
    'Outside, a dog barked for a while.',
    'The tea had gone cold again.',
    'It was a quiet day like any other.',
    'A few leaves lay on the doorstep.',
  ],
  devanagari: [
    'हवा से परदे थोड़ा हिल रहे थे।',
    'किसी ने खिड़की खुली छोड़ दी थी।',
    'पास के कमरे में घड़ी टिक-टिक कर रही थी।',
    'फ़र्श अभी-अभी साफ़ किया गया था।',
    'बाहर एक कुत्ता कुछ देर भौंकता रहा।',
    'चाय फिर से ठंडी हो गई थी।',
    'यह भी एक शांत दिन था।',
    'दरवाज़े पर कुछ पत्ते पड़े थे।',
  ],
  bangla: [
    'বাতাসে পর্দা একটু নড়ছিল।',
    'কেউ জানালা খোলা রেখে গিয়েছিল।',
    'পাশের ঘরে ঘড়ি টিকটিক করছিল।',
    'মেঝে এইমাত্র পরিষ্কার করা হয়েছে।',
    'বাইরে একটি কুকুর কিছুক্ষণ ডাকল।',
    'চা আবার ঠান্ডা হয়ে গেছে।',
    'দিনটি ছিল শান্ত।',
    'দরজার সামনে কয়েকটি পাতা পড়ে ছিল।',
  ],
  kannada: [
    'ಗಾಳಿಗೆ ಪರದೆಗಳು ಸ್ವಲ್ಪ ಅಲುಗಾಡಿದವು.',
    'ಯಾರೋ ಕಿಟಕಿಯನ್ನು ತೆರೆದಿಟ್ಟಿದ್ದರು.',
    'ಪಕ್ಕದ ಕೋಣೆಯಲ್ಲಿ ಗಡಿಯಾರ ಟಿಕ್ ಟಿಕ್ ಎನ್ನುತ್ತಿತ್ತು.',
    'ನೆಲವನ್ನು ಈಗಷ್ಟೇ ಸ್ವಚ್ಛಗೊಳಿಸಲಾಗಿತ್ತು.',
    'ಹೊರಗೆ ನಾಯಿಯೊಂದು ಸ್ವಲ್ಪ ಹೊತ್ತು ಬೊಗಳಿತು.',
    'ಚಹಾ ಮತ್ತೆ ತಣ್ಣಗಾಗಿತ್ತು.',
    'ಅದು ಶಾಂತವಾದ ದಿನವಾಗಿತ್ತು.',
    'ಬಾಗಿಲ ಬಳಿ ಕೆಲವು ಎಲೆಗಳು ಬಿದ್ದಿದ್ದವು.',
  ],
  arabic: [
    'حرّكت الريح الستائر قليلا.',
    'ترك أحدهم النافذة مفتوحة.',
    'كانت الساعة تدق في الغرفة المجاورة.',
    'تم تنظيف الأرضية قبل قليل.',
    'نبح كلب في الخارج لبعض الوقت.',
    'برد الشاي مرة أخرى.',
    'كان يوما هادئا كغيره.',
    'كانت بعض الأوراق أمام الباب.',
  ],
  han: [
    '风轻轻吹动了窗帘。',
    '有人忘了关窗户。',
    '隔壁房间的钟在滴答作响。',
    '地板刚刚打扫过。',
    '外面有只狗叫了一会儿。',
    '茶又凉了。',
    '这是平静的一天。',
    '门口落了几片叶子。',
  ],
};
