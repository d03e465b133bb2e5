import { useNavigate } from '@solidjs/router'
import {
  account_letters_title,
  account_menu,
  account_sign_out,
  account_theme,
  account_theme_contrast,
  account_theme_dark,
  account_theme_light,
  account_theme_system,
  common_key_sheet,
  common_language,
  people_credential_title,
  people_own_title,
  people_profile_title,
  security_places,
  security_title,
} from '@ofrecord/messages/messages'
import { For, Show } from 'solid-js'
import { chooseLocale, locale, localeChoices } from '../lib/locale.ts'
import { choosePlace } from '../lib/place.ts'
import type { Me } from '../lib/session.ts'
import { signOut } from '../lib/session.ts'
import type { Theme } from '../lib/theme.ts'
import { chooseContrast, chooseTheme, moreContrast, theme } from '../lib/theme.ts'
import { paths } from '../paths.ts'
import { MenuChoice, MenuGroup, MenuItem } from '../ui/menu.tsx'

const themes: readonly [Theme, () => string][] = [
  ['system', account_theme_system],
  ['light', account_theme_light],
  ['dark', account_theme_dark],
]

/** The pages of one's own account; the first two are for partners. */
const pages: readonly [string, () => string][] = [
  [paths.ownCredential, people_credential_title],
  [paths.ownOrganisations, people_own_title],
  [paths.ownProfile, people_profile_title],
  [paths.letters, account_letters_title],
  [paths.security, security_title],
]

export const ownPages = ({ side }: Me): typeof pages => pages.slice(side === 'partner' ? 0 : 2)

/** What the menu of one's own account holds: for whom one acts, how it looks, how one signs in, and the way out. */
export const AccountItems = (props: { me: Me; onKeys: () => void }) => {
  const navigate = useNavigate()
  return (
    <>
      <div class="h" role="presentation">
        <span class="b">{props.me.person.name}</span>
        <br />
        {props.me.person.email}
      </div>
      <Show when={props.me.places.length > 1}>
        <MenuGroup label={security_places()}>
          <For each={props.me.places}>
            {({ id, name }) => (
              <MenuChoice checked={id === (props.me.organisation?.id ?? null)} onSelect={() => choosePlace(id)}>
                {name}
              </MenuChoice>
            )}
          </For>
        </MenuGroup>
      </Show>
      <MenuGroup label={account_theme()}>
        <For each={themes}>
          {([value, word]) => (
            <MenuChoice checked={theme() === value} onSelect={() => chooseTheme(value)}>
              {word()}
            </MenuChoice>
          )}
        </For>
        <MenuChoice kind="checkbox" checked={moreContrast()} onSelect={() => chooseContrast(!moreContrast())}>
          {account_theme_contrast()}
        </MenuChoice>
      </MenuGroup>
      <MenuGroup label={common_language()}>
        <For each={localeChoices()}>
          {(choice) => (
            <MenuChoice checked={locale() === choice.value} onSelect={() => chooseLocale(choice.value)}>
              {choice.name}
            </MenuChoice>
          )}
        </For>
      </MenuGroup>
      <MenuGroup label={account_menu()}>
        <For each={ownPages(props.me)}>
          {([path, word]) => <MenuItem onSelect={() => navigate(path)}>{word()}</MenuItem>}
        </For>
        <MenuItem keys="?" onSelect={() => props.onKeys()}>
          {common_key_sheet()}
        </MenuItem>
        <MenuItem onSelect={() => void signOut()}>{account_sign_out()}</MenuItem>
      </MenuGroup>
    </>
  )
}
