import { toReplacements } from '../text/replacement-sites.ts';

/** Common English misspellings; written for this project, AI-assisted and not reviewed by people (class L). */
export const ENGLISH_MISSPELLINGS = toReplacements(
  [
    'accommodate acommodate accomodate|achieve acheive|across accross|address adress|again agian',
    'although altough|always allways|amount ammount|another anouther|answer anwser awnser|apparent apparant',
    'appear apear|argument arguement|around arround|arrive arive|attention attension',
    'available availible avaliable|beautiful beautifull|because becuase beacuse|been ben|before befor',
    'beginning begining|being beeing|believe beleive|between beetween|building bilding|business buisness',
    'calendar calender|careful carefull|category catagory|change chnage|children childern|coming comming',
    'committee commitee|complete compleet|consider concider|correct corect|could coud|country contry|daily dayly',
    'decide deside|definitely definately definitly|describe discribe|develop develope|difference diffrence',
    'different diferent diffrent|disappear dissapear|during durring|each eech|easily easilly|eight eigth',
    'either ether|embarrass embarass|enough enought|environment enviroment|especially especialy',
    'everything everyting|example exemple|excellent excelent|except exept|experience experiance|explain explane',
    'explanation explaination|family familly|february febuary|finally finaly|following folowing|foreign foriegn',
    'forty fourty|forward foward|friend freind|government goverment|grammar grammer|guarantee garantee',
    'happened happend|height heigth|how hwo|hundred hunderd|immediately immediatly|important importent',
    'independent independant|information infomation|interest intrest|interesting intresting|island iland',
    'jewellery jewelery|knowledge knowlege|language langauge|length lenght|letter leter|library libary|like liek',
    'listen lisen|little litle|looking loking|maintenance maintainance|many meny|meant ment|more moer',
    'morning mornning|necessary neccessary necesary|neighbour nieghbour|noticeable noticable|number nubmer',
    'occasion ocasion|occurred occured|office ofice|often offen|only olny|opinion opinon|opposite oposite',
    'other ohter|people poeple|perhaps perhapes|piece peice|place palce|please pleese|possible posible',
    'prefer perfer|probably probaly|problem probelm|question quesiton qestion|quickly quikly|really realy',
    'receive recieve|recommend recomend|remember rember remeber|restaurant restaraunt|said siad|schedule shedule',
    'school shcool|sentence sentance|separate seperate|should shoud|similar similiar|since sinse',
    'something somthing|sometimes somtimes|special speical|station staton|straight strait|strength strenght',
    'success succes|summer sumer|surprise suprise|their thier|themselves themselfs|these theese|they tehy',
    'thing thign|think thnik|though thogh|thought thougt|through thru throught|together togeather',
    'tomorrow tommorow|travel travle|truly truely|truth truht|twelve twelf|until untill|useful usefull',
    'usually usualy|very verry|water watter|weather wether|wednesday wensday|weird wierd|what waht|when wehn',
    'whether wether|which wich|while whlie|winter wintr|with whith|without witout|women woman|would woud',
    'writing writting|yesterday yesturday|young yuong|your youre',
  ].join('|'),
);

/**
 * Misspellings that writers of other languages make, found as parts of whole words; AI-assisted, not reviewed by people (class L).
 * Each pair is a known confusion of letters in that word and makes no other common word.
 */
export const OTHER_MISSPELLINGS = toReplacements(
  [
    'आशीर्वाद आर्शीवाद|उज्ज्वल उज्जवल|कृपया कृप्या|अनधिकार अनाधिकार|श्रीमती श्रीमति|परीक्षा परिक्षा|बीमारी बिमारी|नहीं नही|क्योंकि क्योकि',
    'दोनों दोनो|उन्होंने उन्होने|चाहिए चाहिये|गई गयी|गए गये|लिए लिये|हिंदी हिन्दि|पत्नी पत्नि|स्थायी स्थाई|अतिथि अतिथी|रचयिता रचियता',
    'কারণ কারন|ভুল ভূল|সূর্য সুর্য|প্রাণ প্রান|বাণী বানী|শূন্য শুন্য|দূর দুর|মুহূর্ত মুহুর্ত|ধরন ধরণ|গ্রহণ গ্রহন|কেন কেনো|এখনো এখনও|পোশাক পোষাক',
    'ভালো ভাল|হলো হল|বাঙালি বাঙ্গালী|সর্বাঙ্গীণ সর্বাঙ্গীন|উজ্জ্বল উজ্জল|অন্তর্ভুক্ত অন্তর্ভূক্ত',
    'ಹೋಗು ಓಗು|ಹಣ ಅಣ|ಹೇಗೆ ಏಗೆ|ಹಾಗೆ ಆಗೆ|ವಿಶೇಷ ವಿಷೇಶ|ಶಾಲೆ ಸಾಲೆ|ಭಾಷೆ ಭಾಶೆ|ಪ್ರಶ್ನೆ ಪ್ರಷ್ನೆ|ಹೆಚ್ಚು ಎಚ್ಚು|ಕಾರ್ಯ ಕಾರ್ಯ್ಯ|ದೀರ್ಘ ದೀರ್ಗ|ಮಧ್ಯಾಹ್ನ ಮದ್ಯಾಹ್ನ',
    'لكن لاكن|هذا هاذا|هذه هاذه|ذلك ذالك|إلى الى|أيضا ايضا|لأن لان|إذا اذا|شيء شئ|مسؤول مسئول|أنت انت|أكثر اكثر|الذي اللذي|الآن الأن',
    '已经 以经|以后 已后|再见 在见|现在 现再|必须 必需|按照 安照|部分 部份|账户 帐户|因为 因位|一定 一订|其他 其它|比较 比交|厉害 利害|知道 知到',
  ].join('|'),
);
