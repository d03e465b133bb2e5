import { WaitingList } from './waiting.tsx'

/** People whose profile is done and who wait for a word (AF3). */
const ToApprovePage = () => <WaitingList of="pending" />

export default ToApprovePage
