import { toTerms, type TermLexicon } from '../lexicon.ts';

/** What is wrong with a machine: noun phrases without article. */
export const FAULTS: TermLexicon = {
  pseudo: 'none',
  train:
    toTerms(`oil leak=तेल रिसाव; water leak=पानी रिसाव; noise=शोर; smoke=धुआँ; overheating=अधिक गर्मी; vibration=कंपन; rust=जंग;
    crack=दरार; short circuit=शॉर्ट सर्किट; loose belt=ढीली बेल्ट; broken seal=टूटी सील; jam=जाम; low pressure=कम दबाव;
    power loss=बिजली गुल; blown fuse=खराब फ्यूज; worn bearing=घिसी बेयरिंग; blocked filter=बंद फिल्टर; burnt smell=जलने की गंध;
    flat battery=खाली बैटरी; bent shaft=मुड़ी शाफ्ट; slow start=धीमी शुरुआत; sensor error=सेंसर त्रुटि; gas leak=गैस रिसाव;
    door stuck=दरवाज़ा अटका; loose bolt=ढीले बोल्ट; no signal=सिग्नल नहीं; wet floor=गीली फर्श; dust=धूल; sparks=चिंगारी; ice=बर्फ`),
  heldOut: toTerms(
    'frozen pipe=जमी पाइप; torn cable=फटी केबल; misalignment=असंतुलन; corrosion=क्षरण; air lock=एयर लॉक; hum=भनभनाहट',
  ),
};
