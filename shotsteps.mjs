export default async (page, shot) => {
  const go = (p) => page.goto('http://127.0.0.1:4600' + p)
  await go('/people/invite'); await page.getByRole('combobox', { name: 'Location' }).waitFor(); await page.waitForTimeout(600); await shot('invite')
  const f = page.getByRole('combobox', { name: 'Location' }); await f.click(); await shot('invite-open')
  await f.fill('branch 59'); await page.waitForTimeout(500); await shot('invite-typed')
  await page.keyboard.press('ArrowDown'); await page.keyboard.press('Enter'); await shot('invite-taken')
  await go('/people/roles'); await page.waitForTimeout(800); 
  await page.getByRole('button', { name: 'Give a role' }).click(); await page.getByRole('dialog').getByRole('combobox', { name: 'Role' }).selectOption('order_user'); await page.waitForTimeout(500); await shot('roles-dialog')
  await go('/people'); await page.waitForTimeout(500); await page.getByRole('button', { name: /^Filter/ }).click(); await page.getByRole('menuitem', { name: 'Location is' }).click(); await page.waitForTimeout(500); await shot('filter')
  await go('/memberships/order?offer=silver'); await page.waitForTimeout(900); await shot('order')
  await go('/'); await page.waitForTimeout(900); await shot('home')
}
