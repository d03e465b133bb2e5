/** What partners did for customers, by the competency that it supports; `{who}` is the customer. */
export interface Work {
  title: string
  description: string
  outcome: string
  products: readonly string[]
}

const work = (title: string, products: string, description: string, outcome: string): Work => ({
  title, products: products.split(' '), description, outcome,
})

export const works: Readonly<Record<string, readonly Work[]>> = {
  messaging: [
    work('Mail for every site of {who}', 'MAIL DESK',
      'We moved all mailboxes from four old servers in eleven nights, with the calendars and the shared boxes of the field teams.',
      'One address book, no lost message, and a help desk that gets a third of the calls it had.'),
    work('One mail system instead of two at {who}', 'MAIL MEET',
      'Two sites had two mail systems. We joined the directories, kept both domains for a year, and trained one hundred key users.',
      'Meetings across both sites are booked in one calendar since the first week.'),
    work('Archive and retention for {who}', 'MAIL COMP',
      'Twelve years of mail went into one archive with the periods that the law asks for.',
      'An audit that took six weeks took two days.'),
  ],
  app_dev: [
    work('An ordering app for {who}', 'APPS FLOW',
      'Drivers order spare parts from their phones. We built the app, its approval steps and the link to the warehouse.',
      'Parts are ordered on the day of the breakdown; before, it took three.'),
    work('Inspection forms for {who}', 'APPS',
      'Paper forms of forty inspectors became one app that works without a network.',
      'Reports are there the same evening, and nobody types them a second time.'),
  ],
  app_int: [
    work('One flow of orders for {who}', 'FLOW SUPC',
      'We connected the web shop, the ledger and the carrier, with a queue that survives the night when one of them is down.',
      'Orders reach the warehouse in four minutes instead of the next morning.'),
    work('Customer data in one place at {who}', 'FLOW SALE',
      'Three systems knew the same customers by three numbers. We matched them and keep them in step.',
      'Letters go to the right address, and returns fell by half.'),
  ],
  alm: [
    work('Weekly releases at {who}', 'APPS', 'Builds, tests and releases of six teams were moved to one line.', 'A release takes an hour and happens every Tuesday.'),
  ],
  datacentre: [
    work('A second machine room for {who}', 'CMPT', 'We planned, built and tested a second room twelve kilometres away.', 'The yearly test of the switch-over took nine minutes.'),
  ],
  devices: [
    work('Nine hundred devices for {who}', 'DEVM DESK',
      'Every desk got a new computer that sets itself up when its owner signs in for the first time.',
      'Two technicians did in five weeks what took a summer before.'),
    work('Shared tablets for the shifts of {who}', 'DEVM IDPR',
      'People sign in with a badge, find their forms, and leave nothing behind when they go.',
      'Four minutes saved at each handover.'),
    work('Hand-held devices that look after themselves at {who}', 'DEVM',
      'Two hundred hand-held devices at three sites are enrolled, updated and locked from one place.',
      'Not one that was lost could be used by whoever found it.'),
  ],
  collab: [
    work('A home for the documents of {who}', 'SITE SYNC',
      'Eight file servers became sites by team, with rules for who may see what and for how long it is kept.',
      'People find the newest version, and the servers are switched off.'),
    work('The intranet of {who}', 'SITE COMM',
      'News, forms and the telephone book of nine sites in five languages, kept by the departments themselves.',
      'Two thirds of the staff open it every week.'),
  ],
  communications: [
    work('One telephone system for {who}', 'VOIC MEET',
      'Thirty-one small exchanges were replaced; every number stayed.',
      'Calls between sites cost nothing, and moving a desk takes no technician.'),
    work('Meeting rooms that start on time at {who}', 'MEET',
      'Forty rooms got the same panel and the same camera, and people were shown how in ten minutes.',
      'Half of the calls to the help desk about rooms are gone.'),
  ],
  portfolio: [
    work('All projects of {who} on one page', 'PROJ',
      'Two hundred projects were described in the same way, with their people and their money.',
      'The board decides once a month on figures that are a day old.'),
  ],
}

/** What customers would have written otherwise, or said when they declined. */
export const suggestions = [
  { projectTitle: 'Mail and calendars for our nine sites', note: 'We are nine sites since the spring.' },
  { note: 'The work ended two weeks earlier than written; thank you for that.' },
] as const

export const refusals = [
  { reason: 'not_our_project', comment: 'This was done by our own people. We only bought the licences from you.', shared: true },
  { reason: 'not_our_project', comment: '', shared: false },
  { reason: 'description_wrong', comment: 'It was four sites and not eleven.', shared: true },
  { reason: 'description_wrong', comment: 'The dates are those of the offer.', shared: false },
  { reason: 'not_satisfied', comment: 'Two open points are with you since July.', shared: false },
  { reason: 'not_satisfied', comment: 'We asked for a handover and got a folder.', shared: true },
  { reason: 'not_satisfied', comment: '', shared: false },
  { reason: 'other', comment: 'Our company does not give references at all.', shared: true },
  { reason: 'other', comment: 'I have changed jobs. Please ask my successor.', shared: true },
] as const
