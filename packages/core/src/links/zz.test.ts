import { openWorld } from '../../test/stage.ts'
import { openedWindow } from '../../test/story.ts'
import { test } from 'vitest'
test('cost', async () => {
  for (let n = 0; n < 5; n++) {
    const t = performance.now(); const c = process.cpuUsage()
    const { world, close } = await openWorld()
    const t1 = performance.now(); const c1 = process.cpuUsage(c)
    await openedWindow(world)
    const t2 = performance.now(); const c2 = process.cpuUsage(c)
    await close()
    console.log('open', Math.round(t1 - t), 'cpu', (c1.user + c1.system) / 1000 | 0, 'story', Math.round(t2 - t1), 'cpu', (c2.user + c2.system - c1.user - c1.system) / 1000 | 0, 'close', Math.round(performance.now() - t2))
  }
})
