import { builtQuietly, messages } from './built.ts'

// Part of the install: every program reads texts, so no start has to wait for them.
await builtQuietly(messages)
