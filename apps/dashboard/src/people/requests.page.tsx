import { WaitingList } from './waiting.tsx'

/** People who ask to be of the organisation (PPL-R1). */
const RequestsPage = () => <WaitingList of="requests" />

export default RequestsPage
