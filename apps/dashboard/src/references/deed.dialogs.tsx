import {
  references_cancel,
  references_cancel_question,
  references_cancel_text,
  references_cancelled_done,
  references_cancelling,
  references_discard,
  references_discard_nameless,
  references_discard_question,
  references_discard_text,
  references_discarded,
  references_discarding,
  references_keep,
  references_resend,
  references_resend_question,
  references_resend_text,
  references_resent,
  references_sending,
  references_unassign,
  references_unassign_question,
  references_unassign_text,
  references_unassigned_done,
  references_unassigning,
} from '@ofrecord/messages/messages'
import { renew } from './answers.ts'
import type { JSX } from 'solid-js'
import { api } from '../lib/api.ts'
import { createDeed } from '../lib/deed.ts'
import { shownPerson } from '../lib/erased.ts'
import { formatDate } from '../lib/format.ts'
import { ConfirmDialog } from '../ui/dialog.tsx'
import { Failure } from '../ui/failure.tsx'
import { toast } from '../ui/toast.tsx'
import type { Subject } from './row-menu.tsx'

export interface DeedDialogProps {
  row: Subject
  onClose: () => void
  /** After it was done. */
  onDone?: (() => void) | undefined
}

export const ResendDialog = (props: DeedDialogProps) => (
  <DeedDialog
    {...props}
    question={references_resend_question({ contact: shownPerson(props.row.contactName) })}
    confirm={references_resend()}
    busyWord={references_sending()}
    told={references_resent({ contact: shownPerson(props.row.contactName) })}
    work={() => api.references.resend.mutate({ referenceId: props.row.referenceId })}
  >
    {references_resend_text({ contact: shownPerson(props.row.contactName) })}
  </DeedDialog>
)

export const CancelDialog = (props: DeedDialogProps) => (
  <DeedDialog
    {...props}
    danger
    question={references_cancel_question({ company: props.row.company })}
    confirm={references_cancel()}
    busyWord={references_cancelling()}
    told={references_cancelled_done({ company: props.row.company })}
    work={() => api.references.cancel.mutate({ referenceId: props.row.referenceId })}
  >
    {references_cancel_text({ contact: shownPerson(props.row.contactName) })}
  </DeedDialog>
)

export const UnassignDialog = (props: DeedDialogProps) => {
  const place = () => ({
    competency: props.row.assignment?.competencyName ?? '',
    location: props.row.assignment?.locationName ?? '',
  })
  return (
    <DeedDialog
      {...props}
      question={references_unassign_question({ project: props.row.projectTitle, competency: place().competency })}
      confirm={references_unassign()}
      busyWord={references_unassigning()}
      told={references_unassigned_done({ project: props.row.projectTitle })}
      work={() => api.references.unassign.mutate({ referenceId: props.row.referenceId })}
    >
      {references_unassign_text({ ...place(), date: formatDate(props.row.expiresAt ?? new Date()) })}
    </DeedDialog>
  )
}

export const DiscardDialog = (
  props: Omit<DeedDialogProps, 'row'> & { row: Pick<Subject, 'referenceId' | 'version' | 'company'> },
) => (
  <DeedDialog
    {...props}
    danger
    question={references_discard_question({ company: props.row.company || references_discard_nameless() })}
    confirm={references_discard()}
    busyWord={references_discarding()}
    told={references_discarded()}
    work={() => api.references.discard.mutate({ referenceId: props.row.referenceId, version: props.row.version })}
  >
    {references_discard_text()}
  </DeedDialog>
)

/** One verb whose question says what changes; why it was refused stands in it. */
const DeedDialog = (
  props: Omit<DeedDialogProps, 'row'> & {
    question: string
    confirm: string
    busyWord: string
    told: string
    work: () => Promise<unknown>
    danger?: boolean
    children: JSX.Element
  },
) => {
  const deed = createDeed(renew)
  const act = async (): Promise<void> => {
    if (!(await deed.run(props.work))) return
    toast(props.told)
    props.onClose()
    props.onDone?.()
  }
  return (
    <ConfirmDialog
      open
      danger={props.danger}
      question={props.question}
      confirm={props.confirm}
      confirmBusy={props.busyWord}
      keep={references_keep()}
      busy={deed.isBusy()}
      onConfirm={() => void act()}
      onClose={props.onClose}
    >
      <p class="mb-3">{props.children}</p>
      <Failure problem={deed.problem()} />
    </ConfirmDialog>
  )
}
