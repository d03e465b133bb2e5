import { expect, test } from 'vitest'
import { samples } from '@ofrecord/emails/samples'
import type { Log } from '@ofrecord/core/kernel/programs'
import { postOf } from './post.ts'

test('a customer whose language no letter is written in gets it in English, not never', async () => {
  const relay = { send: async () => ({ kind: 'accepted' as const, response: '250' }) }
  const post = postOf({ mailFrom: 'records@halcyon.example' }, relay, { error: () => {} } as unknown as Log)
  const [sample] = Object.values(samples['claim-submitted'])
  const english = await post.render('claim-submitted', 'en', sample!)
  expect(await post.render('claim-submitted', 'pt', sample!)).toEqual(english)
  expect(await post.render('claim-submitted', 'it', sample!)).not.toEqual(english)
})
