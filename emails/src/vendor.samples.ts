/** Who signs the sample letters, and when. */
export const vendor = {
  vendorName: 'Halcyon Software',
  vendorAddress: '1 Example Quay, Dublin',
  timeZone: 'Europe/London',
  sentAt: '2026-11-02T09:14:00Z',
}
