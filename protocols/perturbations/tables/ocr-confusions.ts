import { toExchanges, toReplacements } from '../text/replacement-sites.ts';

/** What a scanner takes for something else in Latin print, one way; AI-assisted, unreviewed (class L). */
export const LATIN_OCR = toReplacements(
  'rn m|m rn|cl d|d cl|vv w|w vv|O 0|l 1 I|I l 1|S 5|B 8|Z 2|g 9 q|q g|e c|c e|h b|b h|u ii|nn m|ri n|li h|f t|t f|i j|v y|G 6|D O',
);

/** Letters and characters of like shape, both ways; for Indic and Arabic letters with the same frame, for Han with the same parts. */
export const SHAPE_OCR = toExchanges(
  [
    'ವ ಪ|ನ ಸ|ಠ ರ|ಡ ಢ|ದ ಧ|ಬ ಭ|ಚ ಜ|ಘ ಫ|ಶ ಕ',
    'ব র|ঘ ষ|প ষ|য ষ|ড ড়|ঢ ঢ়|ম স|ত ভ|ণ ন|খ থ',
    'घ ध|भ म|ब व|प ष|ड ढ|द ढ|य थ|न त|ख रव|च ज',
    'ب ت ث|ج ح خ|د ذ|ر ز|س ش|ص ض|ط ظ|ع غ|ف ق',
    '未 末|己 已 巳|土 士|日 曰|人 入|大 太 犬|天 夫|千 干 于|王 玉 主|木 本|田 由 甲 申|刀 力|鸟 乌|贝 见|体 休|第 弟|住 往|侯 候|免 兔|晴 睛|拔 拨',
  ].join('|'),
);
