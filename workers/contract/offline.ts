/** From a page to the service worker: store the build's files; replace the build that pages use now. */
export type OfflineMessage = 'store' | 'take-over';

/** Back to the page that asked to store: every file is there, or some could not be had. */
export type OfflineReply = 'stored' | 'not-stored';
