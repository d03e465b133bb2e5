import { useParams } from '@solidjs/router'
import { memberships_desk, memberships_order_of, memberships_order_what } from '@ofrecord/messages/messages'
import { api } from '../lib/api.ts'
import { createPage } from '../lib/page.ts'
import { answerOf, createTrpcQuery } from '../lib/query.ts'
import { paths } from '../paths.ts'
import { Loaded } from '../ui/loaded.tsx'
import { OrderView } from './order-view.tsx'

/** One order of any organisation, for the service desk: what its partner sees, without what they can do with it. */
const DeskOrderPage = () => {
  const params = useParams<{ orderId: string }>()
  const order = createTrpcQuery(api.memberships.support.getOrder, () => ({ orderId: params.orderId }))
  createPage(() => ({
    title: answerOf(order)?.number ?? memberships_order_of(),
    above: [{ label: memberships_desk(), href: paths.paymentDesk }],
  }))
  return (
    <Loaded query={order} whole what={memberships_order_what()} rows={8}>
      {(known) => <OrderView order={known()} atDesk />}
    </Loaded>
  )
}

export default DeskOrderPage
