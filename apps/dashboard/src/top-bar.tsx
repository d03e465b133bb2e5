import { For, Show } from 'solid-js'
import {
  account_find,
  account_menu_open,
  account_of,
  account_theme_switch,
  common_breadcrumb,
} from '@ofrecord/messages/messages'
import { AccountItems } from './account/menu-items.tsx'
import { page } from './lib/page.ts'
import type { Me } from './lib/session.ts'
import { chooseTheme, isDark } from './lib/theme.ts'
import { paths } from './paths.ts'
import { Button } from './ui/button.tsx'
import { Icon } from './ui/icon.tsx'
import { KeyHint } from './ui/key-hint.tsx'
import { Menu } from './ui/menu.tsx'

/** Where one is, a way to find things, how it looks, and whose account it is. */
export const TopBar = (props: { me: Me; onMenu: () => void; onFind: () => void; onKeys: () => void }) => (
  <header class="top">
    <button type="button" class="menu" aria-haspopup="dialog" onClick={() => props.onMenu()}>
      <Icon name="menu" />
      <span class="vh">{account_menu_open()}</span>
    </button>
    <Breadcrumb vendor={props.me.vendor.name} />
    <button type="button" class="find" onClick={() => props.onFind()}>
      <Icon name="search" />
      <span>{account_find()}</span>
      <KeyHint keys="mod+k" />
    </button>
    <Button look="quiet" icon="contrast" iconOnly class="wide" onClick={() => chooseTheme(isDark() ? 'light' : 'dark')}>
      {account_theme_switch()}
    </Button>
    <AccountMenu me={props.me} onKeys={props.onKeys} />
  </header>
)

const Breadcrumb = (props: { vendor: string }) => (
  <>
    <a class="back" href={page().above?.at(-1)?.href ?? paths.home}>
      <Show when={page().above?.length}>
        <Icon name="chevr" flip />
      </Show>
      <span>{page().above?.at(-1)?.label ?? props.vendor}</span>
    </a>
    <nav class="crumbs" aria-label={common_breadcrumb()}>
      <For each={page().above}>
        {(crumb) => (
          <>
            <a href={crumb.href}>{crumb.label}</a>
            <span aria-hidden="true">/</span>
          </>
        )}
      </For>
      <span aria-current="page">{page().title}</span>
    </nav>
  </>
)

const AccountMenu = (props: { me: Me; onKeys: () => void }) => (
  <Menu
    class="me"
    place="end"
    label={
      <>
        {initials(props.me.person.name)}
        <span class="vh">{account_of({ name: props.me.person.name })}</span>
      </>
    }
  >
    <AccountItems me={props.me} onKeys={props.onKeys} />
  </Menu>
)

/** `IM` for Ines Marchetti; one letter where there is one name. */
const initials = (name: string): string => {
  const letters = name
    .split(/\s+/)
    .filter(Boolean)
    .map((part) => part.charAt(0).toLocaleUpperCase())
  return letters.length > 1 ? `${letters[0]}${letters.at(-1)}` : (letters[0] ?? '')
}
