import { render, screen } from '@solidjs/testing-library'
import userEvent from '@testing-library/user-event'
import { createSignal } from 'solid-js'
import { expect, test, vi } from 'vitest'
import { CheckBox, RadioGroup } from './choices.tsx'
import { ErrorSummary } from './error-summary.tsx'
import { Field } from './field.tsx'
import { Select, TextInput } from './inputs.tsx'

test('a field ties its hint and its error to its control', () => {
  render(() => (
    <Field label="Tenant ID" hint="36 characters" error="The last group is missing.">
      <TextInput value="e2a4" onInput={() => {}} />
    </Field>
  ))
  const input = screen.getByRole('textbox', { name: 'Tenant ID' })
  expect(input).toBeInvalid()
  expect(input).toHaveAccessibleDescription('36 characters The last group is missing.')
})

test('a warning blocks nothing', () => {
  render(() => (
    <Field label="E-mail" warning="A private mailbox.">
      <TextInput value="" onInput={() => {}} />
    </Field>
  ))
  expect(screen.getByRole('textbox')).toBeValid()
  expect(screen.getByRole('textbox')).toHaveAccessibleDescription('A private mailbox.')
})

test('a select reports what was chosen and starts with nothing', async () => {
  const choose = vi.fn()
  render(() => (
    <Field label="Location">
      <Select value="" onChange={choose} empty="Choose a location" options={[{ value: 'm', label: 'Milan' }]} />
    </Field>
  ))
  expect(screen.getByRole('combobox', { name: 'Location' })).toHaveDisplayValue('Choose a location')
  await userEvent.selectOptions(screen.getByRole('combobox'), 'm')
  expect(choose).toHaveBeenCalledWith('m')
})

test('a greyed box says why and cannot be ticked', async () => {
  const change = vi.fn()
  render(() => <CheckBox label="Sales Hub" checked={false} onChange={change} reason="Already recorded by Edinburgh." />)
  const box = screen.getByRole('checkbox', { name: 'Sales Hub' })
  await userEvent.click(box)
  expect(box).not.toBeChecked()
  expect(box).toHaveAccessibleDescription('Already recorded by Edinburgh.')
  expect(change).not.toHaveBeenCalled()
})

test('a radio group presets nothing and names itself', async () => {
  const change = vi.fn()
  render(() => (
    <RadioGroup
      label="Activity"
      value={undefined}
      onChange={change}
      choices={[
        { value: 'presales', label: 'Presales' },
        { value: 'usage', label: 'Usage' },
      ]}
    />
  ))
  expect(screen.getByRole('group', { name: 'Activity' })).toBeVisible()
  expect(screen.getAllByRole('radio').some((radio) => (radio as HTMLInputElement).checked)).toBe(false)
  await userEvent.click(screen.getByRole('radio', { name: 'Usage' }))
  expect(change).toHaveBeenCalledWith('usage')
})

test('the error summary takes the focus at each attempt and leads to the field', async () => {
  const [attempt, setAttempt] = createSignal(0)
  render(() => (
    <>
      <ErrorSummary
        title="One field needs you"
        attempt={attempt()}
        errors={attempt() > 0 ? [{ id: 'tenant', text: 'Tenant ID' }] : []}
      />
      <input id="tenant" aria-label="Tenant" />
    </>
  ))
  expect(screen.queryByRole('alert')).not.toBeInTheDocument()
  setAttempt(1)
  expect(screen.getByRole('alert')).toHaveFocus()
  await userEvent.click(screen.getByRole('link', { name: 'Tenant ID' }))
  expect(screen.getByRole('textbox', { name: 'Tenant' })).toHaveFocus()
  setAttempt(2)
  expect(screen.getByRole('alert')).toHaveFocus()
})
