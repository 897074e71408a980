import type { Script } from '../text/script.ts';

/** Fillers that say nothing: no "maybe", no "probably". AI-assisted, not reviewed by people (class L). */
export const FILLERS: Readonly<Record<Script, readonly string[]>> = {
  latin: ['um,', 'uh,', 'well,', 'you know,', 'so to say,'],
  devanagari: ['मतलब,', 'अच्छा,', 'वो,', 'देखिए,', 'यानी,'],
  bangla: ['মানে,', 'আচ্ছা,', 'এই,', 'দেখুন,', 'ইয়ে,'],
  kannada: ['ಅಂದರೆ,', 'ಹಾಂ,', 'ನೋಡಿ,', 'ಮತ್ತೆ,', 'ಏನಂದ್ರೆ,'],
  arabic: ['يعني،', 'طيب،', 'آه،', 'كما تعلم،', 'حسنا،'],
  han: ['嗯，', '那个，', '这个，', '呃，', '就是说，'],
};
