import { afterAll, beforeAll } from 'vitest'
import { renderLetter } from '@ofrecord/emails/render'
import { closeGround, openGround } from './members/ground.ts'

// Building the world takes longer than all of these tests together, so they share one, and with it one file for the
// runner. They stand in this order because the later ones change what the earlier ones count.
import './members/people.tests.ts'
import './members/organisations.tests.ts'
import './members/competencies.tests.ts'
import './members/fees.tests.ts'
import './members/joining.tests.ts'
import './members/tree.tests.ts'

beforeAll(() => openGround(renderLetter), 120_000)
afterAll(closeGround)
