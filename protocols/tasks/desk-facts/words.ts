import { toEntries, type InLanguages } from './language.ts';

// English and Hindi forms are those of the maintenance desk, which the reference model was trained on; a test compares them.
// A form stands unchanged in every sentence, so that an answer can be copied from it.

/** Kinds of machines. */
export const MACHINES: readonly InLanguages[] =
  toEntries(`pump=पंप=ಪಂಪ್=পাম্প; chiller=चिलर=ಚಿಲ್ಲರ್=চিলার; lift=लिफ्ट=ಲಿಫ್ಟ್=লিফট; boiler=बॉयलर=ಬಾಯ್ಲರ್=বয়লার;
  fan=फैन=ಫ್ಯಾನ್=ফ্যান; motor=मोटर=ಮೋಟಾರ್=মোটর; generator=जनरेटर=ಜನರೇಟರ್=জেনারেটর; mixer=मिक्सर=ಮಿಕ್ಸರ್=মিক্সার; crane=क्रेन=ಕ್ರೇನ್=ক্রেন;
  heater=हीटर=ಹೀಟರ್=হিটার; robot=रोबोट=ರೋಬೋಟ್=রোবট; printer=प्रिंटर=ಪ್ರಿಂಟರ್=প্রিন্টার; scanner=स्कैनर=ಸ್ಕ್ಯಾನರ್=স্ক্যানার; oven=ओवन=ಓವನ್=ওভেন;
  tank=टैंक=ಟ್ಯಾಂಕ್=ট্যাংক; cooler=कूलर=ಕೂಲರ್=কুলার; drill=ड्रिल=ಡ್ರಿಲ್=ড্রিল; grinder=ग्राइंडर=ಗ್ರೈಂಡರ್=গ্রাইন্ডার; gate=गेट=ಗೇಟ್=গেট`);

/** What is wrong with a machine. */
export const FAULT_NAMES: readonly InLanguages[] =
  toEntries(`oil leak=तेल रिसाव=ತೈಲ ಸೋರಿಕೆ=তেল লিক; water leak=पानी रिसाव=ನೀರಿನ ಸೋರಿಕೆ=পানি লিক; noise=शोर=ಶಬ್ದ=শব্দ;
  smoke=धुआँ=ಹೊಗೆ=ধোঁয়া; vibration=कंपन=ಕಂಪನ=কম্পন; rust=जंग=ತುಕ್ಕು=মরিচা; crack=दरार=ಬಿರುಕು=ফাটল; jam=जाम=ಜಾಮ್=জ্যাম;
  blown fuse=खराब फ्यूज=ಸುಟ್ಟ ಫ್ಯೂಸ್=পোড়া ফিউজ; blocked filter=बंद फिल्टर=ಮುಚ್ಚಿದ ಫಿಲ್ಟರ್=বন্ধ ফিল্টার; gas leak=गैस रिसाव=ಅನಿಲ ಸೋರಿಕೆ=গ্যাস লিক;
  no signal=सिग्नल नहीं=ಸಿಗ್ನಲ್ ಇಲ್ಲ=সিগন্যাল নেই; dust=धूल=ಧೂಳು=ধুলা; sparks=चिंगारी=ಕಿಡಿಗಳು=স্ফুলিঙ্গ; ice=बर्फ=ಮಂಜುಗಡ್ಡೆ=বরফ`);

/** Spare parts, in the singular. */
export const PART_NAMES: readonly InLanguages[] =
  toEntries(`belt=बेल्ट=ಬೆಲ್ಟ್=বেল্ট; seal=सील=ಸೀಲ್=সিল; filter=फिल्टर=ಫಿಲ್ಟರ್=ফিল্টার; fuse=फ्यूज=ಫ್ಯೂಸ್=ফিউজ;
  bearing=बेयरिंग=ಬೇರಿಂಗ್=বিয়ারিং; hose=होज़=ಹೋಸ್=হোস; cable=केबल=ಕೇಬಲ್=ক্যাবল; switch=स्विच=ಸ್ವಿಚ್=সুইচ; sensor=सेंसर=ಸೆನ್ಸರ್=সেন্সর;
  battery=बैटरी=ಬ್ಯಾಟರಿ=ব্যাটারি; lamp=लैंप=ದೀಪ=বাতি; gear=गियर=ಗೇರ್=গিয়ার`);

/** First names. */
export const PERSON_NAMES: readonly InLanguages[] =
  toEntries(`Asha=आशा=ಆಶಾ=আশা; Ravi=रवि=ರವಿ=রবি; Meena=मीना=ಮೀನಾ=মীনা; Arjun=अर्जुन=ಅರ್ಜುನ್=অর্জুন;
  Priya=प्रिया=ಪ್ರಿಯಾ=প্রিয়া; Kiran=किरण=ಕಿರಣ್=কিরণ; Sunil=सुनील=ಸುನೀಲ್=সুনীল; Anita=अनीता=ಅನಿತಾ=অনিতা; Vijay=विजय=ವಿಜಯ್=বিজয়; Mohan=मोहन=ಮೋಹನ್=মোহন;
  Rekha=रेखा=ರೇಖಾ=রেখা; Amit=अमित=ಅಮಿತ್=অমিত; Sita=सीता=ಸೀತಾ=সীতা; Rahul=राहुल=ರಾಹುಲ್=রাহুল; Nisha=निशा=ನಿಶಾ=নিশা; Deepak=दीपक=ದೀಪಕ್=দীপক;
  Manoj=मनोज=ಮನೋಜ್=মনোজ; Sara=सारा=ಸಾರಾ=সারা; Omar=उमर=ಉಮರ್=উমর`);

/** Places. */
export const PLACE_NAMES: readonly InLanguages[] =
  toEntries(`boiler room=बॉयलर कक्ष=ಬಾಯ್ಲರ್ ಕೊಠಡಿ=বয়লার কক্ষ; basement=तलघर=ನೆಲಮಾಳಿಗೆ=বেসমেন্ট; workshop=कार्यशाला=ಕಾರ್ಯಾಗಾರ=কর্মশালা;
  warehouse=गोदाम=ಗೋದಾಮು=গুদাম; garage=गैरेज=ಗ್ಯಾರೇಜ್=গ্যারেজ; tunnel=सुरंग=ಸುರಂಗ=সুড়ঙ্গ; tower=टावर=ಗೋಪುರ=টাওয়ার;
  laboratory=प्रयोगशाला=ಪ್ರಯೋಗಾಲಯ=পরীক্ষাগার; control room=नियंत्रण कक्ष=ನಿಯಂತ್ರಣ ಕೊಠಡಿ=নিয়ন্ত্রণ কক্ষ; office=कार्यालय=ಕಚೇರಿ=কার্যালয়; lobby=लॉबी=ಲಾಬಿ=লবি;
  yard=आँगन=ಅಂಗಳ=উঠান; kitchen=रसोई=ಅಡುಗೆಮನೆ=রান্নাঘর; corridor=कॉरिडोर=ಕಾರಿಡಾರ್=করিডোর; machine hall=मशीन हॉल=ಮೆಷಿನ್ ಹಾಲ್=মেশিন হল;
  battery room=बैटरी कक्ष=ಬ್ಯಾಟರಿ ಕೊಠಡಿ=ব্যাটারি কক্ষ; server room=सर्वर कक्ष=ಸರ್ವರ್ ಕೊಠಡಿ=সার্ভার কক্ষ; library=पुस्तकालय=ಗ್ರಂಥಾಲಯ=গ্রন্থাগার;
  clinic=क्लिनिक=ಚಿಕಿತ್ಸಾಲಯ=ক্লিনিক`);

/** Places with short names in every language: a choice names three of them twice. */
export const SHORT_PLACES: readonly InLanguages[] = PLACE_NAMES.filter(({ en }) =>
  ['warehouse', 'garage', 'tunnel', 'tower', 'office', 'lobby', 'yard', 'kitchen'].includes(en),
);

/** Times since when something is so. */
export const TIMES: readonly InLanguages[] =
  toEntries(`Monday=सोमवार=ಸೋಮವಾರ=সোমবার; Tuesday=मंगलवार=ಮಂಗಳವಾರ=মঙ্গলবার; Wednesday=बुधवार=ಬುಧವಾರ=বুধবার; Thursday=गुरुवार=ಗುರುವಾರ=বৃহস্পতিবার;
  Friday=शुक्रवार=ಶುಕ್ರವಾರ=শুক্রবার; Saturday=शनिवार=ಶನಿವಾರ=শনিবার; Sunday=रविवार=ಭಾನುವಾರ=রবিবার; yesterday=कल=ನಿನ್ನೆ=গতকাল;
  noon=दोपहर=ಮಧ್ಯಾಹ್ನ=দুপুর; midnight=आधी रात=ಮಧ್ಯರಾತ್ರಿ=মাঝরাত; last week=पिछले हफ्ते=ಕಳೆದ ವಾರ=গত সপ্তাহ`);

/** The labels of a triage, worst first. */
export const LABELS: readonly InLanguages[] = toEntries(
  'critical=आपात=ತುರ್ತು=জরুরি; high=उच्च=ಹೆಚ್ಚು=উচ্চ; medium=मध्यम=ಮಧ್ಯಮ=মাঝারি; low=निम्न=ಕಡಿಮೆ=নিম্ন',
);
