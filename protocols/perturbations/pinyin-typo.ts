import * as z from 'zod';
import { defineUnitEdit, Intensity } from '../perturbation.ts';
import { HOMOPHONES, toHomophones } from './tables/homophones.ts';
import { toOpenSites } from './text/open-sites.ts';
import { toReplacementSites } from './text/replacement-sites.ts';

const ANY_TONE = toHomophones('any');

export const pinyinTypo = defineUnitEdit({
  id: 'pinyin_typo',
  version: 1,
  title: 'Pinyin input errors',
  description: 'Replaces a share of the Han characters by ones that are typed alike.',
  definition:
    'Replaces Han characters by others that a pinyin input method offers for the same syllable; frequent ones are likelier.',
  class: 'L',
  dimension: 'surface',
  source: 'NL-Augmenter chinese_butter_fingers, CLEVA, over Unihan readings; METRICS §10.2 pinyin_typo',
  scripts: ['han'],
  scriptNotes: { han: 'Knows the frequent simplified characters; others stay.' },
  params: z.strictObject({ intensity: Intensity, tone: z.enum(['same', 'any']) }),
  defaultParams: { intensity: 0.05, tone: 'any' },
  variantCount: null,
  toSiteGroups: (prompt, { tone }) =>
    toOpenSites(prompt, toReplacementSites(prompt.sample.input, tone === 'same' ? HOMOPHONES : ANY_TONE)),
});
