import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { HarnessConfig } from '#core/model/harness-config.ts';
import { Sample } from '#core/model/sample.ts';
import { root } from './root.ts';

function readConfig(): HarnessConfig {
  return HarnessConfig.parse(JSON.parse(readFileSync(join(root, 'public/configs/quickstart.json'), 'utf8')));
}

/** A sixth of the quick start: every family, both languages, all its perturbations. */
export function toDeskConfig(): HarnessConfig {
  const config = readConfig();
  const lines = readFileSync(join(root, 'public/tasks/maintenance-desk-1.jsonl'), 'utf8').trim().split('\n');
  const samples = lines.filter((_, index) => index % 6 === 0).map((line) => Sample.parse(JSON.parse(line)));
  return {
    ...config,
    name: 'Maintenance desk, a sixth of it',
    task: { ...config.task, samples: { type: 'inline', samples } },
    protocol: { ...config.protocol, epochs: { baseline: 8, perturbed: 4 } },
  };
}

const LINES = [
  ['ar', 'استخرج بصيغة JSON: الجهاز، العطل\nالسجل: المضخة ٤ تهتز منذ أمس (حرارة ٧٨°).', 'المضخة ٤'],
  ['kn', 'JSON ಆಗಿ ಹೊರತೆಗೆಯಿರಿ: asset, since\nಲಾಗ್: ಲಿಫ್ಟ್ 4: ಕಂಪನ, ಆರಂಭ ನಿನ್ನೆ.', 'ಲಿಫ್ಟ್ 4'],
  ['bn', 'JSON হিসেবে বের করো: asset, fault\nলগ: ক্রেন ৭-এর ব্রেক পিছলে যাচ্ছে।', 'ক্রেন ৭'],
  ['hi', 'JSON में निकालो: asset, fault\nलॉग: कन्वेयर 3 की पट्टी ढीली है, कल से।', 'कन्वेयर 3'],
  ['zh', '提取为 JSON:asset、fault\n记录:三号泵从昨天起漏油,压力偏低。', '三号泵'],
  ['ur', 'JSON میں نکالیں: asset, fault\nلاگ: پمپ ۴ کل سے ہل رہا ہے۔', 'پمپ ۴'],
] as const;

/** One prompt in each of six scripts, to see that they are written as they should be. */
export function toScriptsConfig(): HarnessConfig {
  const config = readConfig();
  const samples = LINES.map(([language, input, target]) =>
    Sample.parse({
      sampleId: `line-${language}`,
      clusterId: `line-${language}`,
      family: 'extract',
      input,
      target: [JSON.stringify({ asset: target })],
      options: null,
      protect: [target],
      severityOfError: null,
    }),
  );
  return {
    ...config,
    name: 'Six scripts',
    task: { ...config.task, samples: { type: 'inline', samples } },
    protocol: { ...config.protocol, epochs: { baseline: 3, perturbed: 2 }, perturbations: [] },
  };
}
