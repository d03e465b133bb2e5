import { useParams } from '@solidjs/router'
import {
  memberships_order_of,
  memberships_order_what,
  memberships_tab_payments,
  memberships_title,
} from '@ofrecord/messages/messages'
import { api } from '../lib/api.ts'
import { createPage } from '../lib/page.ts'
import { answerOf, createTrpcQuery } from '../lib/query.ts'
import { paths } from '../paths.ts'
import { programmePaths } from '../paths.programme.ts'
import { Loaded } from '../ui/loaded.tsx'
import { OrderView } from './order-view.tsx'

/** One order of a fee: where it stands, what is asked, its price, its papers, its way (B.9). */
const FeeOrderPage = () => {
  const params = useParams<{ orderId: string }>()
  const order = createTrpcQuery(api.memberships.getOrder, () => ({ orderId: params.orderId }))
  createPage(() => ({
    title: answerOf(order)?.number ?? memberships_order_of(),
    above: [
      { label: memberships_title(), href: paths.membership },
      { label: memberships_tab_payments(), href: programmePaths.payments },
    ],
  }))
  return (
    <Loaded query={order} whole what={memberships_order_what()} rows={8}>
      {(known) => <OrderView order={known()} />}
    </Loaded>
  )
}

export default FeeOrderPage
