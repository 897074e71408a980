import { toTerms, type Term, type TermLexicon } from '../lexicon.ts';

/** Kinds of machines. */
export const ASSET_KINDS: TermLexicon = {
  pseudo: 'lower',
  train: toTerms(`pump=पंप; conveyor=कन्वेयर; chiller=चिलर; lift=लिफ्ट; boiler=बॉयलर; fan=फैन; compressor=कंप्रेसर; valve=वाल्व;
    motor=मोटर; generator=जनरेटर; mixer=मिक्सर; crane=क्रेन; dryer=ड्रायर; furnace=भट्टी; press=प्रेस; heater=हीटर;
    turbine=टरबाइन; gearbox=गियरबॉक्स; drill=ड्रिल; saw=आरी; lathe=खराद; robot=रोबोट; hoist=होइस्ट; oven=ओवन; freezer=फ्रीज़र;
    scanner=स्कैनर; printer=प्रिंटर; sorter=सॉर्टर; loader=लोडर; tank=टैंक; blower=ब्लोअर; cutter=कटर; grinder=ग्राइंडर;
    welder=वेल्डर; washer=वॉशर; feeder=फीडर; cooler=कूलर; forklift=फोर्कलिफ्ट; sprinkler=स्प्रिंकलर; transformer=ट्रांसफार्मर;
    gate=गेट; alarm=अलार्म; burner=बर्नर; condenser=कंडेनसर; separator=सेपरेटर; elevator=एलिवेटर; stacker=स्टैकर; wrapper=रैपर`),
  heldOut: toTerms(`winch=विंच; shredder=श्रेडर; escalator=एस्केलेटर; centrifuge=सेंट्रीफ्यूज; incinerator=इंसिनरेटर;
    agitator=एजिटेटर; dumper=डंपर; humidifier=ह्यूमिडिफायर`),
};

/** What tells two machines of a kind apart, when a number does not. */
export const ASSET_QUALIFIERS: readonly Term[] = toTerms(
  'main=मुख्य; north=उत्तरी; south=दक्षिणी; east=पूर्वी; west=पश्चिमी; spare=अतिरिक्त; upper=ऊपरी',
);
