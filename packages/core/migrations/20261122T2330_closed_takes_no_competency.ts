import { Migration } from '@mikro-orm/migrations'

/**
 * A competency begins at no location that has closed, as nothing else does (DIS-R3): not as a goal, not again after a lapse,
 * and not granted ahead of its requirements, which its location would hold until somebody looked.
 */
export class ClosedTakesNoCompetencyMigration extends Migration {
  override name = '20261122T2330_closed_takes_no_competency'

  override up(): void {
    for (const [name, on, when] of begins)
      this.addSql(
        `create trigger "competency_enrollment_${name}" after ${on} on "competency_enrollment" for each row when (${when}) execute function location_takes_nothing()`,
      )
  }

  override down(): void {
    for (const [name] of begins) this.addSql(`drop trigger "competency_enrollment_${name}" on "competency_enrollment"`)
  }
}

/** How a trigger is called, on which statements it runs, and for which rows. */
const begins: readonly [name: string, on: string, when: string][] = [
  ['begins', 'insert', `new.state not in ('lapsed', 'withdrawn')`],
  ['begins_again', 'update of state', `old.state = 'lapsed' and new.state not in ('lapsed', 'withdrawn')`],
  [
    'granted',
    'update of state, preapproved_until',
    `new.state = 'active_preapproved' and (old.state <> new.state or new.preapproved_until is distinct from old.preapproved_until)`,
  ],
]
