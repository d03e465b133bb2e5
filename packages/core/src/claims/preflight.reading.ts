import { Worker } from 'node:worker_threads'
import type { findPoints, PreflightFacts } from './preflight.rules.ts'

/** A document that needs longer is not read: 10 seconds, and 256 MB of memory. */
const limitMs = 10_000
const memory = { maxOldGenerationSizeMb: 256 }

/** The types whose text can be read; the others are only looked at by people. */
export const readableTypes: Readonly<Record<string, 'pdf' | 'docx'>> = {
  'application/pdf': 'pdf',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': 'docx',
}

type Points = ReturnType<typeof findPoints>

const nothing: Points = { pages: 0, found: {} }

/** What the thread is given. */
export interface Reading {
  path: string
  kind: 'pdf' | 'docx'
  facts: PreflightFacts
  now: Date
}

/**
 * Looks for the six points in a document (B.1.8), in a thread of its own that is killed after ten seconds, so that a
 * hostile file stalls nobody. No pages where there is no text to be had: a scan, a broken or locked file.
 */
export const readPoints = async (
  document: { path: string; mime: string },
  facts: PreflightFacts,
  now: Date,
  limit = limitMs,
): Promise<Points> => {
  const kind = readableTypes[document.mime]
  if (!kind) return nothing
  const reading: Reading = { path: document.path, kind, facts, now }
  const worker = new Worker(new URL('preflight.worker.ts', import.meta.url), {
    workerData: reading,
    env: {},
    execArgv: [],
    // What a reader has to say about a broken file is nobody's business.
    stdout: true,
    stderr: true,
    resourceLimits: memory,
  })
  const killing = setTimeout(() => void worker.terminate(), limit)
  try {
    return await new Promise<Points>((resolve) => {
      worker.once('message', resolve)
      worker.once('error', () => resolve(nothing))
      worker.once('exit', () => resolve(nothing))
    })
  } finally {
    clearTimeout(killing)
    await worker.terminate()
  }
}
