import { toTerms, type TermLexicon } from '../lexicon.ts';

/** First names. */
export const PEOPLE: TermLexicon = {
  pseudo: 'capital',
  train:
    toTerms(`Asha=आशा; Ravi=रवि; Meena=मीना; Arjun=अर्जुन; Priya=प्रिया; Kiran=किरण; Sunil=सुनील; Anita=अनीता; Vijay=विजय;
    Leela=लीला; Mohan=मोहन; Rekha=रेखा; Amit=अमित; Sita=सीता; Rahul=राहुल; Nisha=निशा; Deepak=दीपक; Kavita=कविता; Manoj=मनोज;
    Pooja=पूजा; Tom=टॉम; Maria=मारिया; Omar=उमर; Lena=लीना; Ivan=इवान; Sara=सारा; Ben=बेन; Mia=मिया; Noah=नोआ; Rosa=रोज़ा;
    Karl=कार्ल; Emma=एमा; Luis=लुइस; Nina=नीना; Paul=पॉल; Yuki=यूकी; Hugo=ह्यूगो; Adam=एडम; Clara=क्लारा; Oscar=ऑस्कर; Sam=सैम;
    Diego=डिएगो; Kate=केट; Leo=लियो; Victor=विक्टर; Helen=हेलेन; Marco=मार्को; Olga=ओल्गा; Peter=पीटर; Grace=ग्रेस; Felix=फेलिक्स;
    Erik=एरिक; Tina=टीना; Walter=वाल्टर; Bruno=ब्रूनो; Wendy=वेंडी`),
  heldOut: toTerms(`Milo=माइलो; Selma=सेल्मा; Amara=अमारा; Rupert=रूपर्ट; Chloe=क्लोई; Nadia=नादिया; Darius=डेरियस; Kenji=केंजी;
    Gopal=गोपाल; Shreya=श्रेया; Farid=फ़रीद; Ingrid=इंग्रिड`),
};
