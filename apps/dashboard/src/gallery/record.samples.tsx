import { Button } from '../ui/button.tsx'
import { DefinitionList, Panel, StandingBox, Tracker } from '../ui/record.tsx'
import { looks } from '../ui/status.tsx'
import { StepCount, Steps } from '../ui/steps.tsx'
import { Timeline } from '../ui/timeline.tsx'
import { Sample } from './sample.tsx'

const hoursAgo = (hours: number): string => new Date(Date.now() - hours * 3_600_000).toISOString()

export const RecordSamples = () => (
  <>
    <Sample title="Tracker and standing box">
      <Tracker
        label="Progress of this claim"
        steps={[
          { label: 'Draft', look: looks.dashed, at: 'did', detail: '2 Sep, you' },
          { label: 'Submitted', look: looks.quarter, at: 'did', detail: '4 Sep, 16:20' },
          { label: 'Reviewed', look: looks.half, at: 'did', detail: '9 Sep to 6 Oct, Rosa Lindqvist' },
          { label: 'Action required', look: looks.yours, at: 'now', detail: 'since 6 Oct, with you' },
          { label: 'Customer window', look: looks.threeQuarters, at: 'next', detail: '7 days after approval' },
          { label: 'Active', look: looks.dashed, at: 'next', detail: 'figures visible' },
        ]}
      />
      <StandingBox
        who="You: resubmit with what is missing"
        until={
          <>
            Thu 5 Nov, 11:02 <span class="t3">in 3 days</span>
          </>
        }
        otherwise="Rejected, without dispute"
      />
    </Sample>
    <Sample title="Panel, facts, history">
      <div class="g2">
        <Panel title="Customer" actions={<Button look="quiet">Change</Button>}>
          <DefinitionList
            facts={[
              { term: 'Name', detail: 'Weserhafen Spedition' },
              { term: 'Domain', detail: 'weserhafen.example' },
              { term: 'Tenant', detail: '5b7e90d4-2c1f-4f3a-8d66-b1e07a94c258', mono: true },
              { term: 'Left out', detail: undefined },
            ]}
          />
        </Panel>
        <Timeline
          label="History"
          entries={[
            {
              id: '1',
              at: hoursAgo(2),
              icon: 'upload',
              who: 'Ines Marchetti',
              did: 'added Amendment 1, information protection.pdf',
              differences: [{ term: 'Evidence', before: '1 file', after: '2 files' }],
            },
            {
              id: '2',
              at: hoursAgo(50),
              icon: 'mail',
              who: 'Reminder',
              did: 'to ines.incentive@kestrel.example, accepted',
            },
            { id: '3', at: hoursAgo(700), who: 'Rosa Lindqvist', did: 'took the claim' },
          ]}
        />
      </div>
    </Sample>
    <Sample title="Steps">
      <StepCount steps={steps} />
      <Steps steps={steps} />
    </Sample>
  </>
)

const steps = [
  { label: 'Start', at: 'done', href: '#1' },
  { label: 'Area and activity', at: 'done', href: '#2', chosen: 'Business Applications, presales' },
  { label: 'Items', at: 'now' },
  { label: 'Subscriptions', at: 'also', chosen: 'asked beside each product' },
  { label: 'Contacts', at: 'next' },
  { label: 'Review', at: 'next' },
] as const
