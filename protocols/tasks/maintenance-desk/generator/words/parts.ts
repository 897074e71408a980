import { toTerms, type TermLexicon } from '../lexicon.ts';

/** Spare parts, in the singular. */
export const PARTS: TermLexicon = {
  pseudo: 'lower',
  train:
    toTerms(`belt=बेल्ट; seal=सील; filter=फिल्टर; fuse=फ्यूज; bearing=बेयरिंग; gasket=गैस्केट; bolt=बोल्ट; hose=होज़; cable=केबल;
    switch=स्विच; sensor=सेंसर; chain=चेन; spring=स्प्रिंग; relay=रिले; blade=ब्लेड; nozzle=नोज़ल; battery=बैटरी; lamp=लैंप;
    piston=पिस्टन; pulley=पुली; roller=रोलर; brake=ब्रेक; clutch=क्लच; gear=गियर; shaft=शाफ्ट; screw=पेंच; wheel=व्हील; rotor=रोटर;
    coupling=कपलिंग; coil=कॉइल; gauge=गेज; handle=हैंडल; washer ring=वॉशर रिंग; plug=प्लग; bracket=ब्रैकेट`),
  heldOut: toTerms(
    'diaphragm=डायफ्राम; impeller=इंपेलर; sprocket=स्प्रोकेट; thermostat=थर्मोस्टेट; solenoid=सोलेनॉइड; flange=फ्लैंज',
  ),
};
