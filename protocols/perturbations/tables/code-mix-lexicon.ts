import { toReplacements } from '../text/replacement-sites.ts';

/**
 * Content words with the English word that speakers mix in, in the form in which they stand in dictionaries; AI-assisted, not reviewed by
 * people (class L). Inflected forms are other words and stay.
 */
export const CODE_MIX_LEXICON = toReplacements(
  [
    'समय time|काम work|घर house|पानी water|दोस्त friend|परिवार family|किताब book|विद्यालय school|शहर city|गाँव village|सड़क road|बाज़ार market',
    'पैसा money|खाना food|सुबह morning|शाम evening|रात night|दिन day|सप्ताह week|महीना month|साल year|माँ mother|पिता father|भाई brother|बहन sister',
    'बच्चा child|लड़का boy|लड़की girl|अध्यापक teacher|छात्र student|प्रश्न question|उत्तर answer|सवाल question|जवाब answer|नाम name|रंग colour|लाल red',
    'नीला blue|हरा green|बड़ा big|छोटा small|नया new|पुराना old|अच्छा good|बुरा bad|चित्र picture|संगीत music|खेल game|यात्रा trip|कार्यालय office|मित्र friend',
    'সময় time|কাজ work|বাড়ি house|পানি water|জল water|বন্ধু friend|পরিবার family|বই book|বিদ্যালয় school|শহর city|গ্রাম village|রাস্তা road|বাজার market',
    'টাকা money|খাবার food|সকাল morning|সন্ধ্যা evening|রাত night|দিন day|সপ্তাহ week|মাস month|বছর year|মা mother|বাবা father|ভাই brother|বোন sister',
    'শিশু child|ছেলে boy|মেয়ে girl|শিক্ষক teacher|ছাত্র student|প্রশ্ন question|উত্তর answer|নাম name|রং colour|লাল red|নীল blue|সবুজ green|বড় big|ছোট small',
    'নতুন new|পুরানো old|ভালো good|খারাপ bad|ছবি picture|গান song|খেলা game|ভ্রমণ trip|অফিস office',
    'ಸಮಯ time|ಕೆಲಸ work|ಮನೆ house|ನೀರು water|ಸ್ನೇಹಿತ friend|ಕುಟುಂಬ family|ಪುಸ್ತಕ book|ಶಾಲೆ school|ನಗರ city|ಹಳ್ಳಿ village|ರಸ್ತೆ road|ಮಾರುಕಟ್ಟೆ market',
    'ಹಣ money|ಊಟ food|ಬೆಳಿಗ್ಗೆ morning|ಸಂಜೆ evening|ರಾತ್ರಿ night|ದಿನ day|ವಾರ week|ತಿಂಗಳು month|ವರ್ಷ year|ತಾಯಿ mother|ತಂದೆ father|ಸಹೋದರ brother|ಸಹೋದರಿ sister',
    'ಮಗು child|ಹುಡುಗ boy|ಹುಡುಗಿ girl|ಶಿಕ್ಷಕ teacher|ವಿದ್ಯಾರ್ಥಿ student|ಪ್ರಶ್ನೆ question|ಉತ್ತರ answer|ಹೆಸರು name|ಬಣ್ಣ colour|ಕೆಂಪು red|ನೀಲಿ blue|ಹಸಿರು green',
    'ದೊಡ್ಡ big|ಚಿಕ್ಕ small|ಹೊಸ new|ಹಳೆಯ old|ಒಳ್ಳೆಯ good|ಕೆಟ್ಟ bad|ಚಿತ್ರ picture|ಸಂಗೀತ music|ಆಟ game|ಪ್ರವಾಸ trip|ಕಚೇರಿ office',
  ].join('|'),
);
