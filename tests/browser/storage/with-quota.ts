import type {} from '@vitest/browser-playwright';
import { cdp } from 'vitest/browser';

/** Runs `body` while this origin may store only `quotaBytes` (Chromium's own override). */
export async function withQuota(quotaBytes: number, body: () => Promise<void>): Promise<void> {
  const { origin } = location;
  await cdp().send('Storage.overrideQuotaForOrigin', { origin, quotaSize: quotaBytes });
  try {
    await body();
  } finally {
    await cdp().send('Storage.overrideQuotaForOrigin', { origin });
  }
}
