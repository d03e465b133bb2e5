/** The one line that says which router the dashboard talks to; types only, nothing of the server is bundled. */
export type { AppRouter } from '@ofrecord/core/router'
