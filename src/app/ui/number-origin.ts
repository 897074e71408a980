import type { NumberOrigin } from '#core/evidence/evidence-label.ts';
import { createContext } from 'react';

/** Where the numbers of the surrounding screen come from; a report over a scores file says so. */
export const NumberOriginContext = createContext<NumberOrigin>('transcripts');
