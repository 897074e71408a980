import { toTerms, type TermLexicon } from '../lexicon.ts';

/** Places that follow "in the". */
export const PLACES: TermLexicon = {
  pseudo: 'lower',
  train: toTerms(`boiler room=बॉयलर कक्ष; basement=तलघर; workshop=कार्यशाला; warehouse=गोदाम; garage=गैरेज; tunnel=सुरंग;
    plant room=प्लांट कक्ष; tower=टावर; canteen=कैंटीन; laboratory=प्रयोगशाला; paint shop=पेंट विभाग; control room=नियंत्रण कक्ष;
    store room=भंडार कक्ष; office=कार्यालय; lobby=लॉबी; yard=आँगन; hangar=हैंगर; foundry=ढलाईघर; kitchen=रसोई; laundry=लॉन्ड्री;
    corridor=कॉरिडोर; attic=अटारी; pump house=पंपघर; cold store=शीतगृह; tool room=औज़ार कक्ष; mill=मिल; packing hall=पैकिंग हॉल;
    machine hall=मशीन हॉल; test bay=टेस्ट बे; loading dock=लोडिंग डॉक; battery room=बैटरी कक्ष; server room=सर्वर कक्ष;
    car park=कार पार्किंग; clinic=क्लिनिक; library=पुस्तकालय; reception=रिसेप्शन; bakery=बेकरी; depot=डिपो; studio=स्टूडियो;
    stairwell=सीढ़ी क्षेत्र; meter room=मीटर कक्ष; press shop=प्रेस विभाग`),
  heldOut:
    toTerms(`greenhouse=पौधघर; archive=अभिलेखागार; gymnasium=व्यायामशाला; silo=साइलो; quarry=खदान; auditorium=सभागार;
    pantry=पैंट्री; observatory=वेधशाला`),
};
