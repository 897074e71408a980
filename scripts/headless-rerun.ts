import { chooseModelFolder, openHeadlessApp } from './headless-app.ts';
import type { RerunTrials } from './verify-rerun.ts';

/** Runs trials of a bundle again in the built app, with the model in a folder. */
export const rerunTrials: RerunTrials = async ({ modelDir, config, samples, trialKeys }) => {
  await using app = await openHeadlessApp();
  await chooseModelFolder(app.page, modelDir);
  const rerun = await app.page.evaluate(
    async (request) => window.plumblineAutomation?.rerun(request.config, request.samples, request.trialKeys),
    { config, samples, trialKeys },
  );
  if (rerun === undefined) throw new Error('the page has no automation surface');
  return rerun;
};
