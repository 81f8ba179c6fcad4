import type { ReactNode } from "react";
import { commandKey, REDO_KEYS } from "./command-key.ts";
import { formatCount } from "./format.ts";
import { pluralIn } from "./plural.ts";

const plural = pluralIn("en");

/** What a button is called, and its title with the key that does the same. */
const withKey = (name: string, key: string) => ({ name, title: `${name} ( ${key} )` });

/** What the screens say in English that are fetched after the first one: see `english.tsx`. */
export const englishRooms = {
  clients: {
    named: (username: string) => `Client ${username}`,
    edit: "Edit client",
    save: "Save client",
    needed: "A client is needed: type a few letters.",
    noWallet: "none yet",
    earlierOrders: (count: number) => `and ${formatCount(count)} earlier ones`,
    noOrders: "None up to this moment.",
    feed: "Timeline of this client",
    happened: "What happened",
    seeAt: (username: string, position: number) => `See ${username} at event ${position}`,
    seeThen: "See this client then",
    more: (count: number) => `Show more of ${formatCount(count)}`,
    nothingYet: "Nothing yet.",
    lookAlikes: (usernames: readonly string[]) =>
      `Looks like ${usernames.map((name) => `“${name}”`).join(", ")}, and is another client.`,
  },

  /** What came of the last command. */
  toast: {
    done: (what: string) => `${what}.`,
    undone: (what: string) => `Taken back: ${what}.`,
    redone: (what: string) => `Done again: ${what}.`,
    notUndone: (what: string, reason: string) => `${what} – not taken back. ${reason}`,
    notRedone: (what: string, reason: string) => `${what} – not done again. ${reason}`,
    goOn: " Undo again takes back the change before.",
    unfetched: "That part of the app could not be fetched. Nothing was changed. Try again.",
    waiting: (seconds: number, forImport: boolean) =>
      `Not saved yet, for ${seconds} seconds. ${
        forImport
          ? "A file is being imported into this book: the change is saved as soon as that is done."
          : "The storage of this browser is busy: the change is saved as soon as it answers."
      } Leave this tab open.`,
    look: "Look at it",
    dismiss: "Dismiss",
  },

  /** Tables as files. */
  files: {
    saveLines: "Save lines as CSV",
    orders: "orders",
    lines: "order lines",
    wallets: "wallets",
    saveMovements: "Save movements as CSV",
    movements: "movements",
    wholeBook: "book as a table",
    events: "events",
    processLog: "process log",
    ordersOf: (client: string) => `orders of ${client}`,
    linesOf: (order: string) => `lines of order ${order}`,
    eventsOf: (client: string) => `events of ${client}`,
    attempts: "attempts",
  },

  past: {
    whatIf: "What if",
    whatIfOf: (day: string) => `What if, ${day}`,
    viewing: (time: string) => `You are viewing ${time}.`,
    beginning: "the time before the first event",
    hidden: (count: number) =>
      plural(count, { one: "# later event is hidden", other: "# later events are hidden" }),
    readOnly: (hidden: string) => `${hidden}. Read-only.`,
    newer: (hidden: string, count: number) =>
      `${hidden}, ${formatCount(count)} newer since you left. Read-only.`,
    compare: "Compare with now",
    branch: "Branch from here",
    restore: "Restore as new event…",
    return: "Return to live",
  },

  backup: {
    onlyCopy: (age: string) =>
      `The only copy of this book is in this browser. Last backup: ${age}.`,
    now: "Back up now",
    readingBack: "The file is saved. Reading it back…",
    readBack: (events: number) =>
      `The file was read back: ${plural(events, { one: "its one event gives", other: "its # events give" })} the whole book again.`,
    notReadBack: (problem: string) =>
      `The file is saved, and could not be read back: ${problem} It does not count as a backup before it was.`,
    notTheSame: (read: number, events: number) =>
      `The file does not give the book again: ${formatCount(read)} of ${plural(events, { one: "# event", other: "# events" })} could be read. Keep your earlier backups, and save it once more.`,
    failed: (problem: string) => `The backup was not saved. ${problem}`,
  },

  common: {
    redoKeys: REDO_KEYS,
    and: (before: string, last: string) => `${before} and ${last}`,
    later: "Later",
    leave: "Leave it",
    suggestions: "Suggestions",
    fieldChangedAt: (field: string, position: number) =>
      `${field} changed at #${formatCount(position)}`,
    fromTo: (from: number, to: number) => `${formatCount(from)} to ${formatCount(to)}`,
    previous: "Previous",
    next: "Next",
    copied: "Copied",
    notCopied: "Not copied: select the text",
    history: "History",
    fieldIs: (field: string) => `${field}:`,
    version: (version: number) => `Version ${version}`,
    lookInto: (position: number) => `Look into event ${position}`,
    seeAt: (position: number) => `See the book at event ${position}`,
    record: "Record",
    field: "Field",
    differences: "Differences",
    nothing: "nothing",
    notThere: (id: string) =>
      `Nothing called “${id}” is here at this moment. Return to live, or pick another one from the list.`,
    seeThen: "See the book then",
  },

  moments: {
    ahead: "This date is in the future.",
    behind: "This date is decades ago.",
    within: {
      ahead: (moment: string) => `${moment} (in the future)`,
      behind: (moment: string) => `${moment} (decades ago)`,
    },
  },

  labels: {
    client: "Client",
    status: "Status",
    reference: "Reference",
    placed: "Placed",
    paid: "Paid",
    reason: "Reason",
    lines: "Lines",
    total: "Total",
    productCode: "Product code",
    quantity: "Quantity",
    unitPrice: "Unit price",
    balance: "Balance",
    opened: "Opened",
    amount: "Amount",
    currency: "Currency",
  },

  paper: {
    list: (name: string) => `${name}, for paper`,
    asOf: (book: string, at: number) => `${book}, as of event ${formatCount(at)}`,
    unread: (count: number) =>
      `${plural(count, { one: "# row", other: "# rows" })} not read yet when this was printed.`,
    onlyFirst: (rows: number, count: number) =>
      `The first ${formatCount(rows)} of ${formatCount(count)} rows. Save as CSV has all of them.`,
  },

  welcome: {
    title: "An order book with perfect memory.",
    means:
      "Every client and every order is kept as an event in one log, in this browser, on this device. Nothing is ever overwritten: move the timeline below, and the whole book shows any moment of its past.",
    tour: "Take the tour: five steps",
    begin: "Begin your own",
    beginMeans: "Add a client, then place an order. Each becomes an event you can go back to.",
    firstClient: "Add your first client",
    look: "Look around",
    lookMeans:
      "Northwind, a trading company: 91 clients and 830 orders from 1996 to 1998, as real commands.",
    bring: "Bring what you have",
    bringMeans:
      "A log that was exported here or elsewhere, or a table from a spreadsheet. Drop the file anywhere, or pick it.",
  },

  link: {
    connecting: "Connecting",
    synced: "Synced",
    offline: "Offline",
    refused: "Refused",
    locked: "Sign in",
    parted: "Not the same",
    waiting: (count: number) => plural(count, { one: "# pending", other: "# pending" }),
    both: (state: string, waiting: string) => `${state}, ${waiting}`,
    declined: (count: number) => plural(count, { one: "# refused", other: "# refused" }),
    title: (state: string) => `Shared book: ${state}`,
    somebody: "Somebody",
    here: (count: number) => plural(count, { one: "# other here", other: "# others here" }),
  },

  /** What has to be said above every screen. */
  notices: {
    clockStands: (now: string) => `By the clock of this device it is ${now}.`,
    clockBehind: (newest: string) =>
      `The newest change of this book was written on ${newest}, which is later. Set the clock right before you go on: what is written now would seem to be older.`,
    clockFarAhead: (newest: string) =>
      `The newest change of this book was written on ${newest}, more than a year before. If the clock is wrong, set it right before you go on: a change that is dated in the future stays there.`,
    clockIsRight: "The clock is right",
    reader: "You may only read this book.",
    readerMeans:
      "Look at every moment of it, compare, search, export, and branch into a book of your own. To change it, ask its owner for the right to write.",
    clockFast: (time: string) => `The clock of this device is ${time} ahead of the server’s.`,
    clockSlow: (time: string) => `The clock of this device is ${time} behind the server’s.`,
    clockMeans:
      "Nothing is lost, and everything stands in its right order, but what you do is noted under a wrong time. Set the clock.",
    addingFile: (file: string) => `Adding ${file}, row`,
    beyondHead: (at: number, head: number) =>
      `The address asks for event ${formatCount(at)}, but this book ends with event ${formatCount(head)}. You see the newest. Perhaps the link is for another copy of this book.`,
    noMoment: (text: string) =>
      `“${text}” in the address is no moment: it is the number of an event, such as at=120. You see the newest, and nothing is lost.`,
    memory: "Kept in memory only.",
    memoryMeans:
      "This browser gives Hindsight no storage, as in some private windows: the book works, but closing or reloading this page loses it. Books that were saved here before are not shown, and not lost.",
    exportFirst: "Export before you close",
    stayShared: "Stay with the others",
    exportFailed: (problem: string) => ` The export has not succeeded: ${problem}`,
    exportGood: "Export what is good",
    reload: "Reload",
    update:
      "A new version of Hindsight is ready. Your book stays as it is, and so does what you typed into a form, except passwords.",
    updateNow: "Reload with it",
    updateBreaksOff:
      "In a tab of this browser, a file is being imported, or a book is on its way to others or away from them. Reloading now breaks that off: nothing is lost, and it has to be begun again or goes on when the book is opened.",
    updateAllTheSame: "Reload all the same",
    loading: "Loading the sample, command",
    loaded: "The sample is in the book: 91 clients and 830 orders. Drag the timeline below.",
    loadCancelled: (done: number, total: number) =>
      `Stopped after ${done} of ${total} commands. Every order here is whole; loading again goes on.`,
    loadFailed: (done: number, reason: string) =>
      `The sample stopped after ${done} commands; those are whole and stay. ${reason}`,
  },

  /** The timeline at the foot of every screen. */
  dock: {
    title: "Time travel",
    fold: "Fold the timeline",
    unfold: "Unfold the timeline",
    closeSheet: "Close the timeline",
    place: (at: number, head: number) => `Event ${formatCount(at)} of ${formatCount(head)}`,
    beginning: (place: string) => `${place}, before the first event`,
    first: { name: "First", title: "Before the first event" },
    back: withKey("Step back", ","),
    forward: withKey("Step forward", "."),
    play: withKey("Play", "Space"),
    pause: withKey("Pause", "Space"),
    speed: "Speed, events a second",
    speedTitle:
      "Events a second; “As it was” waits as long as there was between them, one second at most",
    asItWas: "As it was",
    drawn: "Drawn part of the timeline",
    measures: "Timeline measures",
    byEvent: "By event",
    byTime: "By time",
    zoomIn: withKey("Zoom in", "+"),
    zoomOut: withKey("Zoom out", "−"),
    zoomBack: "Zoom back",
    earlier: { name: "Earlier", title: "Draw an earlier part" },
    later: { name: "Later", title: "Draw a later part" },
    bookmarks: withKey("Bookmarks", "M"),
    nameOfEvent: (at: number) => `Name of event ${formatCount(at)}`,
    event: (at: number) => `Event ${formatCount(at)}`,
    mark: "Mark this moment",
    rename: "Rename",
    remove: (name: string) => `Remove ${name}`,
    jump: withKey("Jump to date", "J"),
    outOfOrder: (late: number) =>
      `${plural(late, { one: "# event stands", other: "# events stand" })} behind later ones here. A jump to a date leads to where most of that day is in the book.`,
    compare: "Compare",
    live: withKey("Live", "L"),
  },

  palette: {
    tables: "Import a table (Excel, CSV)",
    title: "Search and commands",
    field: "Search clients, orders, products, events and moments",
    hint: "Client, order, product, #event, “last Friday 14:00” …",
    found: "Found",
    nothing: (text: string) => `Nothing here is called “${text}”.`,
    groups: {
      moments: "Moments",
      events: "Events",
      clients: "Clients",
      orders: "Orders",
      products: "Products",
      screens: "Screens",
      actions: "Actions",
    },
    atEvent: (at: number) => `event ${formatCount(at)}`,
    lookInto: (at: number) => `Look into event ${formatCount(at)}`,
    productMeans: "orders with it",
    lookIntoMeans: "command, state before and after, hash",
    transfer: "Transfer: import and export",
    sharing: "Sharing: share this book, join another one",
    branch: "Branches: side by side, carry over",
    addClient: "Add a client",
    placeOrder: "Place an order",
    undo: "Undo your last change",
    redo: "Redo it",
    tour: "Take the tour",
    keys: "Show all keys",
    compare: "Compare this moment with now",
    play: "Play or pause",
    fit: "Draw the whole timeline",
    byTime: "Measure the timeline by time",
    byEvent: "Measure the timeline by event",
    space: "Space",
  },

  keys: {
    title: "Keys",
    anywhere: "Anywhere",
    anywhereKeys: [
      { key: commandKey("K"), does: "search clients, orders, events and moments, and do things" },
      { key: commandKey("Z"), does: "undo your last change" },
      { key: REDO_KEYS, does: "do again what you undid" },
      { key: "/", does: "search on this screen" },
      { key: "N", does: "new: the form of this screen" },
      {
        key: "G then D, C, O, W or T",
        does: "go to Dashboard, Clients, Orders, Wallets or Timeline",
      },
      { key: "Esc", does: "close what is open; then return to live" },
      { key: "?", does: "this list" },
    ],
    timeline: "Timeline",
    timelineKeys: [
      { key: "Space", does: "play or pause" },
      { key: ", and .", does: "one event back or forward" },
      { key: "J", does: "jump to a date" },
      { key: "M", does: "mark this moment" },
      { key: "C", does: "compare this moment with now" },
      { key: "L", does: "return to live" },
      { key: "+ and −", does: "zoom in or out" },
      { key: "0", does: "draw the whole timeline" },
    ],
    slider: "On the timeline itself",
    sliderKeys: [
      { key: "← →", does: `one event; with Shift a hundred, with ${commandKey("").trim()} a day` },
      { key: "Page keys", does: "one bar" },
      { key: "Home, End", does: "the ends of what is drawn, then of history" },
      { key: "Shift and drag", does: `zoom into a part; so does ${commandKey("wheel")}` },
    ],
    single: "Single keys do something. Switch this off if you speak to your computer.",
  },

  tour: {
    title: "Tour",
    step: (number: number, total: number) => `Step ${number} of ${total}`,
    next: "Next",
    finish: "Finish",
    leave: "Leave the tour",
    fill: {
      title: "Fill the book",
      words:
        "91 clients and 830 orders of a trading company come in as commands, one after the other. Watch the bars of the timeline grow: each is an event that stays.",
      button: "Load sample",
    },
    orders: {
      title: "Look at the orders",
      words: "What you see is not stored anywhere: it is folded from the events, each time.",
      button: "Go to Orders",
    },
    past: {
      title: "Go back in time",
      words:
        "Drag the timeline, or press ← on it. The same screen, as it was: the amber frame and the badge say so.",
      button: "Go to the middle",
    },
    change: {
      title: "Try to change the past",
      words:
        "Fill in “Place order” and send it. It is refused, what you typed stays, and the way back is offered. Nothing that happened can be changed.",
      button: "Return to live",
    },
    take: {
      title: "Take it with you",
      words:
        "Export the log as a file. Imported anywhere else, it gives the same tables and the same fingerprint.",
      button: "Go to Transfer",
    },
  },

  dashboard: {
    counts: (clients: number, orders: number) =>
      `${plural(clients, { one: "# client", other: "# clients" })} and ${plural(orders, { one: "# order", other: "# orders" })}`,
    nothingSold:
      "Nothing was sold up to this moment. Place an order, or drag the timeline to a later moment.",
    onlyCancelled: "Nothing was sold that was not cancelled up to this moment.",
    revenue: "Revenue",
    open: "Open orders",
    average: "Average order",
    reading: "Reading the orders, per cent",
    byStatus: "Orders by status",
    byMonth: "Revenue by month",
    months: (first: string, last: string, highest: string) =>
      `Revenue by month, ${first} to ${last}. ${highest}`,
    highest: (month: string, revenue: string) => `The highest was ${month} with ${revenue}.`,
    month: (month: string, revenue: string) => `${month}: ${revenue}`,
    bestClients: "Best clients",
    bestProducts: "Best products",
  },

  orders: {
    count: (count: number) => plural(count, { one: "# order", other: "# orders" }),
    one: "Order",
    named: (order: string) => `Order ${order}`,
    inside: (order: string) => `order ${order}`,
    value: "Order value",
    open: "Open",
    shipped: "Shipped",
    cancelled: "Cancelled",
    search: "Search orders",
    searchHint: "client, product, id or #number",
    sorts: {
      newest: "newest first",
      oldest: "oldest first",
      largest: "largest first",
      smallest: "smallest first",
    },
    noneFits: (text: string) => `No order fits “${text}” at this moment.`,
    noneOfStatusFits: (status: string, text: string) =>
      `No ${status} order fits “${text}” at this moment.`,
    noneOfStatus: (status: string) => `No order is ${status} at this moment.`,
    none: "No order at this moment. Place one with the form, or move along the timeline.",
    steps: "Steps",
    openOne: (order: string) => `Open order ${order}`,
    pay: { name: "Pay", one: (order: string) => `Pay order ${order}` },
    ship: { name: "Ship", one: (order: string) => `Ship order ${order}` },
    cancel: { name: "Cancel", one: (order: string) => `Cancel order ${order}` },
    place: "Place order",
    placed: (client: string) => `The order of ${client} is in the book.`,
    edit: "Edit order",
    editLines: "Edit lines",
    sameLines: (count: number) => plural(count, { one: "# line alike", other: "# lines alike" }),
    moreLines: (count: number) => plural(count, { one: "# more line", other: "# more lines" }),
    save: "Save order",
    line: (number: number) => `Line ${number}`,
    lineField: (number: number, field: string) => `Line ${number}, ${field}`,
    addLine: "Add a line",
    removeLine: (number: number) => `Remove line ${number}`,
    lineCount: "Number of lines",
    discount: "Discount %",
    needsClient: "An order needs a client.",
    needsProduct: "A line needs a product code.",
    discountTooHigh: "At most 100 %.",
    oneLine: (quantity: number, product: string, price: string) =>
      `${quantity} × ${product} at ${price}`,
    discounted: (line: string, percent: number) => `${line}, less ${percent}\u00a0%`,
    lines: (count: number) => plural(count, { one: "# line", other: "# lines" }),
    payment: {
      goesOn: {
        DebitForOrder: "Taking the money out of the wallet is under way.",
        ConfirmPayment: "Marking the order as paid is under way.",
        RefundOrder: "Giving the money back is under way.",
      },
      rests: {
        DebitForOrder: (reason: string) =>
          `Taking the money out of the wallet does not work, so it rests: ${reason}`,
        ConfirmPayment: (reason: string) =>
          `Marking the order as paid does not work, so it rests: ${reason}`,
        RefundOrder: (reason: string) =>
          `Giving the money back does not work, so it rests: ${reason}`,
      },
      failed: (reason: string) => `The last payment failed. ${reason}`,
      refunded: "The payment was given back.",
      paid: "Paid from the client’s wallet.",
      tryAgain: "Try again",
    },
  },

  /** An order on paper. */
  print: {
    print: "Print",
    one: (order: string) => `Print order ${order}`,
    sheet: (order: string) => `Order ${order}, for paper`,
    past: (asOf: string) => `${asOf} What happened later is not on this page.`,
    asOf: (position: number, moment: string) =>
      moment
        ? `As of ${moment}, event ${formatCount(position)}.`
        : `As of event ${formatCount(position)}.`,
    fingerprint: (letters: string) => `Fingerprint ${letters}…`,
    discount: "Discount",
    gross: "Before discount",
    total: (currency: string) => `Total ${currency}`,
  },

  wallets: {
    count: (count: number) => plural(count, { one: "# wallet", other: "# wallets" }),
    one: "Wallet",
    named: (owner: string) => `Wallet of ${owner}`,
    inside: (owner: string) => `the wallet of ${owner}`,
    open: (owner: string) => `Open the wallet of ${owner}`,
    transactions: "Transactions",
    none: "No wallet at this moment. A client’s first credit opens one.",
    overTime: "Balance along the timeline",
    credit: "Credit",
    debit: "Debit",
    refund: "Refund",
    payment: "Payment",
    move: "Move money",
    direction: "Direction",
    in: "Credit: put in",
    out: "Debit: take out",
    creditWallet: "Credit wallet",
    debitWallet: "Debit wallet",
    putIn: (client: string) => `Put into the wallet of ${client}.`,
    takenOut: (client: string) => `Taken out of the wallet of ${client}.`,
    needsAmount: "An amount above nothing.",
  },

  timeline: {
    sub: (count: number) =>
      `${plural(count, { one: "# event", other: "# events" })}. Nothing is ever changed or removed; each screen is folded from this list.`,
    compare: "Compare two moments",
    events: "Events",
    type: "Type",
    stream: "Stream",
    version: "Version",
    happened: "Happened",
    open: (type: string, position: number) => `${type}, event ${position}`,
    none: "Nothing has happened yet at this moment.",
  },

  /** One event beside any screen. */
  inspector: {
    title: "Event",
    previous: "Previous event",
    next: "Next event",
    pin: "Keep open",
    pinTitle: "Keep this open on other screens",
    close: "Close the event",
    reading: "The history is still being read.",
    nothingYet: "Nothing had happened yet.",
    beyond: "The log does not reach so far.",
    place: (stream: ReactNode, version: number) => (
      <>
        {stream} · version {version}
      </>
    ),
    later: ", later than the moment on the screen",
    parts: "Parts of the event",
    happened: "What happened",
    state: "State",
    raw: "Raw",
    began: (record: string) => `${record} began with this event.`,
    madeVersion: (version: number, record: string) =>
      `This event made version ${version} of ${record}.`,
    theRecord: "the record",
    made: (field: ReactNode, record: string, value: ReactNode) => (
      <>
        This event made {field} of {record} {value}.
      </>
    ),
    took: (field: ReactNode, record: string) => (
      <>
        This event took {field} away from {record}.
      </>
    ),
    command: (sender: string) => `Command, ${sender}`,
    by: (actor: string) => `by ${actor}`,
    direct: "asked for directly",
    caused: "sent because of another event",
    readingJournal: "Reading the journal…",
    commandAbsent:
      "Only its events travelled here, with a file or from an older release, or what was told with them does not fit them: what was asked for is not known.",
    journalUnreadable: "The journal could not be read. The events are not affected.",
    noPayload: "It carries nothing more.",
    decision: "Decision",
    accepted: (events: string) => `Accepted, with ${events}`,
    recorded: (events: string) => `Recorded with ${events}`,
    events: (count: number) => plural(count, { one: "this one event.", other: "# events:" }),
    eventsOfCommand: "Events of the command",
    noData: "Its name says it all: it carries no data.",
    unknown:
      "This version does not know this event. It is kept as it came, changes nothing on the screens, and is exported again.",
    bytes: (letters: number) =>
      `It carries bytes, written in Base64 (${plural(letters, { one: "# letter", other: "# letters" })}).`,
    misshapen: (reason: string) =>
      `This event has not the shape of its type (${reason}). It is kept as it came, changes nothing on the screens, and is exported again.`,
    changes: "State before and after",
    changedNothing: "It changed no client, order, wallet or checkout.",
    isNew: ", new",
    before: "Before: ",
    after: "After: ",
    causes: "Causes and effects",
    nearest: "Many events share this correlation id; these are the nearest.",
    attempt: (number: number) => `, attempt ${number}`,
    chain: "Chain",
    readingLog: "Reading the log…",
    end: "end of the log",
    wholeHash: "Show the whole hash",
    shortHash: "Shorten the hash",
    copyHash: "Copy hash",
    envelope: "Envelope",
    origin: "As another program wrote it",
    streamAt: (stream: string, version: number) => `${stream}, version ${version}`,
    recordedAt: "Recorded",
    eventId: "Event id",
    commandId: "Command",
    causedBy: "Caused by",
    correlation: "Correlation",
    schema: "Schema",
    exported: "As it is exported",
    copyJson: "Copy JSON",
  },

  compare: {
    title: "Compare",
    sub: "What differs between two moments of this book.",
    moments: "Moments",
    from: "From event",
    to: "To event",
    wholeNumber: (head: number) => `A whole number from 0 to ${formatCount(head)}.`,
    beginning: "before the first event",
    now: (moment: string) => `${moment}, now`,
    unreadable: (address: string) =>
      `“${address}” names no two moments. An address of this screen ends with two event numbers, such as 120-340. Nothing is lost: type them above.`,
    beyond: (to: number, head: number) =>
      `Event ${formatCount(to)} is not there yet: this book ends with event ${formatCount(head)}.`,
    upToNow: "Compare up to now",
    swapped: "The later moment stood first; they are compared the other way round.",
    same: "Both are the same moment: nothing differs.",
    looking: "Comparing, record",
    stopped: "Stopped. Nothing was changed.",
    goOn: "Go on",
    between: (count: number) =>
      plural(count, { one: "# event lies in between.", other: "# events lie in between." }),
    nothing: "No client, order or wallet differs.",
    clientsAdded: (count: number) =>
      plural(count, { one: "# client added", other: "# clients added" }),
    clientsChanged: (count: number) =>
      plural(count, { one: "# client changed", other: "# clients changed" }),
    ordersAdded: (count: number) =>
      plural(count, { one: "# order added", other: "# orders added" }),
    ordersChanged: (count: number) =>
      plural(count, { one: "# order changed", other: "# orders changed" }),
    walletsAdded: (count: number) =>
      plural(count, { one: "# wallet opened", other: "# wallets opened" }),
    walletsChanged: (count: number) =>
      plural(count, { one: "# wallet changed", other: "# wallets changed" }),
    orderValue: (changes: string) => `order value ${changes}`,
    balance: (changes: string) => `balance ${changes}`,
    show: "Show",
    everything: (lines: number) => `everything (${formatCount(lines)})`,
    clients: (lines: number) => `clients (${formatCount(lines)})`,
    orders: (lines: number) => `orders (${formatCount(lines)})`,
    wallets: (lines: number) => `wallets (${formatCount(lines)})`,
    writing: "Writing the file, record",
    csv: "Export CSV",
    json: "Export JSON",
    beforeAndAfter: "Before and after",
    why: "Why",
    whyOf: (field: string, record: string) => `Why: ${field} of ${record}`,
    whyTitle: "The event that did it",
    asOf: (value: string, position: number) => `${value}, as of event ${position}`,
    isNew: "new",
    noneOfKind: "Nothing of this kind differs.",
  },

  journal: {
    sub: "What people and workflows asked of this book, accepted or refused.",
    attempts: (count: number) => plural(count, { one: "# attempt", other: "# attempts" }),
    backTo: (attempts: string, position: number) =>
      `${attempts}, back to event ${formatCount(position)}`,
    further: "Look further back",
    print: "Print all attempts",
    printed: (count: number, position: number) =>
      `${plural(count, { one: "# attempt", other: "# attempts" })}, back to event ${formatCount(position)}. “Print” on the screen reads all of them first; Save as CSV has all.`,
    rests: (position: number, at: number) =>
      `Looked through back to event ${formatCount(position)} of ${formatCount(at)}.`,
    noneFits: "No attempt fits these filters at this moment.",
    none: "Nothing has been asked of this book at this moment.",
    filter: "Filter attempts",
    outcome: "Outcome",
    command: "Command",
    rule: "Rule",
    table: "Attempts",
    one: "Attempt",
    imported: "Imported",
    open: (type: string, outcome: string, at: number) => `${type}, ${outcome} at event ${at}`,
    why: "Why",
    recorded: "Recorded",
    choose: "Choose an attempt to see what it asked for.",
    copy: "Copy into its form",
    toRecord: "Go to its record",
    askedFor: "Asked for",
    unknown: "Unknown command",
    onlyEvents:
      "Only the events of this command can be shown. They travelled here alone, with a file or from an older release, or what was told with them does not fit them.",
    unknownCommand: "This version of the app does not know the command.",
    lastEvent: "Last event",
    afterEvent: "After event",
    commandId: "Command id",
  },

  transfer: {
    sub: "The log is yours: take all of it with you, bring it back, compare it.",
    out: "Out",
    outMeans: (events: number) =>
      `${plural(events, { one: "The one event", other: "All # events" })} as CloudEvents, a line each, chained by their hashes, and the journal of commands behind them, refused ones too. Two copies with one fingerprint have the same events to the last letter.`,
    hashes:
      "Clients of earlier releases stand in this log with a hash of their password. It is part of what the fingerprint covers, and goes along with the log, its branches and its shared copies; nothing asks for it any more, and new ones have none. The other exports leave it out.",
    export: "Export log",
    exportClassic: "Export classic text",
    classicMeans:
      "The classic text log keeps usernames, product codes and quantities, and leaves out everything else.",
    exportOcel: "Export for process mining (OCEL 2.0)",
    ocelMeans:
      "Clients, orders, wallets and products with what happened to them up to the moment on the screen, as an object-centric event log for programs such as PM4Py. Names and addresses are in it, passwords are not.",
    in: "In",
    inMeans:
      "CloudEvents (.ndjson or a .json list), a classic text log, or gzip of these. A file comes in whole or not at all. Where it begins like this book, only the new end is taken.",
    tables: "Tables",
    tablesMean:
      "Clients, orders or payments from a spreadsheet, as .xlsx, .ods or CSV: you see what each row means and what is refused before anything is written.",
    exportTable: "Export the book as a table",
    exportTableMeans:
      "Clients, orders and payments in one CSV file, in the order in which they happened: read into an empty book, each day is as it was.",
    sample: "Sample",
    sampleMeans: (licence: (name: string) => ReactNode) => (
      <>
        Northwind: 91 clients and 830 orders, 1996 to 1998. Loading it twice adds nothing. Data
        under the {licence("Microsoft Public License")}.
      </>
    ),
    importing: (pace: string) => `Importing: ${pace}, kB`,
    checking: (pace: string) => `Checking: ${pace}, kB`,
    read: (count: number) => `${formatCount(count)} read`,
    pace: (read: number, speed: number, left: string) =>
      `${formatCount(read)} read, ${formatCount(speed)} a second, ${left}`,
    seconds: (count: number) =>
      plural(count, { one: "about # second left", other: "about # seconds left" }),
    minutes: (count: number) =>
      plural(count, { one: "about # minute left", other: "about # minutes left" }),
    importEvents: (count: number) =>
      plural(count, { one: "Import # event", other: "Import # events" }),
    importCommands: (count: number) =>
      plural(count, { one: "Import # command", other: "Import # commands" }),
    journalGrows: (commands: number) =>
      ` ${plural(commands, {
        one: "The journal gets # command from it.",
        other: "The journal gets # commands from it.",
      })}`,
    noEventButCommands: (file: string, commands: number) =>
      `${file}: no new event. ${plural(commands, {
        one: "# command of its journal is new here.",
        other: "# commands of its journal are new here.",
      })}`,
    allCommandsKnown: (file: string, commands: number) =>
      `${file}: nothing new. ${plural(commands, {
        one: "Its one command is in the journal already.",
        other: "All of its # commands are in the journal already.",
      })}`,
    takeWhole: (upTo: number) =>
      upTo === 1 ? "Take event 1" : `Take events 1 to ${formatCount(upTo)}`,
    endIsMissing:
      " The end of this file is missing: commands may be lacking in it. What it holds is sound.",
    nothingNew: (file: string, known: number) =>
      `${file}: nothing new. ${plural(known, {
        one: "Its one event is in this book already.",
        other: "All of its # events are in this book already.",
      })}`,
    nothingLeft: (file: string, commands: number) =>
      `${file}: nothing new. ${plural(commands, {
        one: "Its one command was carried out in this book before.",
        other: "All of its # commands were carried out in this book before.",
      })}`,
    emptyList: (file: string) => `${file}: nothing to add. It is a list without any events.`,
    added: (file: string, added: number, others: LeftOut) =>
      `${file}: ${plural(added, { one: "# event", other: "# events" })} added.${sayLeftOut(others)}`,
    wouldAdd: (file: string, added: number, others: LeftOut) =>
      `${file} would add ${plural(added, { one: "# event", other: "# events" })} at the end of this book.${sayLeftOut(others)}`,
    opened:
      "This file was opened from your device. Nothing of it is in the book yet: import it only if you know where it comes from.",
    shared: (origin: string | undefined) =>
      `This file was sent here by ${origin ?? "another app or a website"}. Nothing of it is in the book yet: import it only if you know why.`,
    stopped: (file: string, reason: string) => `${file}: ${reason}`,
    refused: (file: string, reason: string, advice: string) =>
      `${file} was not imported. ${reason} ${advice}`,
    nothingWritten: "Nothing was written.",
    asNewBook: "Open as a new book",
  },

  /** Tables that come in, as CSV or in workbooks. */
  tables: {
    title: "Import a table",
    sub: "Clients, orders or payments from a spreadsheet or another program, as Excel (.xlsx), OpenDocument (.ods) or CSV.",
    leftAside: (file: string) =>
      `“${file}” was not taken: a table is still coming in. Choose it again when that is done.`,
    choose: "Choose a table",
    chooseOther: "Choose another table",
    orDrop: "Or drop it anywhere, on any screen.",
    columnsSuchAs: (columns: ReactNode) => (
      <>
        Columns such as {columns}. Those in bold are needed; the titles may be others, and in any
        order.
      </>
    ),
    steps:
      "First you see what each row means, then all rows are tried out, and only then anything is written. The same table twice adds nothing.",
    size: (size: string, rows: number, columns: number) =>
      `${size}, ${plural(rows, { one: "# row", other: "# rows" })} of ${plural(columns, { one: "# column", other: "# columns" })}`,
    reading: (file: string) => `Reading ${file}…`,
    unreadable: (file: string, reason: string) => `${file} cannot be read. ${reason}`,
    forms: "How it is read",
    kind: "The rows are",
    kinds: {
      clients: "Clients to add",
      orders: "Orders to place",
      wallets: "Payments in and out",
      book: "A whole book",
    },
    sheet: "Sheet",
    encoding: "Encoding",
    encodings: {
      "utf-8": "UTF-8",
      "utf-16le": "UTF-16 (little end first)",
      "utf-16be": "UTF-16 (big end first)",
      "windows-1252": "Windows, Western Europe",
      "windows-1250": "Windows, Central Europe",
      "windows-1251": "Windows, Cyrillic",
      "windows-1253": "Windows, Greek",
      "windows-1254": "Windows, Turkish",
      "windows-1255": "Windows, Hebrew",
      "windows-1256": "Windows, Arabic",
      "windows-1257": "Windows, Baltic",
      "iso-8859-15": "ISO 8859-15, Western Europe",
      "iso-8859-2": "ISO 8859-2, Central Europe",
      "koi8-r": "KOI8-R, Cyrillic",
      ibm866: "DOS, Cyrillic",
      macintosh: "Mac Roman",
      shift_jis: "Shift JIS, Japanese",
      "euc-jp": "EUC-JP, Japanese",
      gb18030: "GB 18030, Chinese",
      big5: "Big5, Chinese",
      "euc-kr": "EUC-KR, Korean",
    },
    separator: "Between cells",
    separators: { ",": "Comma", ";": "Semicolon", "\t": "Tab", "|": "Vertical bar" },
    titleRow: "Titles",
    noTitles: "None: the first row is data",
    titlesIn: (row: number, cells: string) => `Row ${row}: ${cells}`,
    numbers: "Numbers",
    decimals: { ".": "1,234.50", ",": "1.234,50" },
    currency: "Default currency",
    threeLetters: "Three letters, such as EUR.",
    dates: "Dates",
    dateOrders: { ymd: "2026-05-31", dmy: "31.05.2026", mdy: "05/31/2026" },
    discounts: "Discounts",
    discountForms: { percent: "5 means 5 %", fractions: "0.05 means 5 %" },
    mapping: "Which column is what",
    fields: {
      username: "Username",
      name: "Name",
      email: "Email",
      phone: "Phone",
      address: "Address or street",
      houseNumber: "House number",
      address2: "Second line of the address",
      postcode: "Postcode",
      city: "City",
      region: "Region",
      country: "Country",
      reference: "Order number",
      client: "Client",
      productCode: "Product code",
      quantity: "Quantity",
      unitPrice: "Unit price",
      lineTotal: "Line total",
      discount: "Discount",
      amount: "Amount",
      debit: "Money out",
      credit: "Money in",
      balance: "Balance",
      side: "Debit or credit",
      currency: "Currency",
      date: "Date",
      time: "Time of day",
      paidAt: "Paid by wallet",
      shippedAt: "Shipped date",
      cancelledAt: "Cancelled date",
      paidOrder: "Order paid by wallet",
      record: "Hindsight record",
      event: "Hindsight event",
      orderId: "Hindsight order",
      reason: "Reason",
    },
    questions: "Please say how these are meant",
    askedCell: (cell: string, row: number, column: string) =>
      `What is “${cell}” in row ${row}, column “${column}”?`,
    askedWord: "How is this word of the file spelled?",
    askedCurrency: (cell: string, row: number, column: string) =>
      `Which currency is “${cell}” in row ${row}, column “${column}”?`,
    readings: {
      decimal: {
        ".": (number: string) => `${number} (decimal point)`,
        ",": (number: string) => `${number} (decimal comma)`,
      },
      percent: (number: string) => `${number} % off`,
      debitsBelowZero: {
        out: "It went out, as those above 0 did",
        back: "It came back; those above 0 went out",
        signed: "It went out; those above 0 came back",
      },
    },
    answerFirst: "The file does not say how all cells are meant: answer the questions above first.",
    chooseColumn: "Choose a column",
    noColumn: "Not in this table",
    undated:
      "No column says when: all rows would be dated to the moment they are added. If one does, choose it as “Date”.",
    leftOut: (count: number, columns: string) =>
      `${plural(count, { one: "This column is", other: "These columns are" })} left out: ${columns}.`,
    columnsGone: (count: number, fields: string) =>
      `The ${plural(count, { one: "column", other: "columns" })} chosen for ${fields} ${plural(count, { one: "is", other: "are" })} not in the table as it is read now. Look at what stands there instead, or choose again.`,
    noCurrency: (currency: string) =>
      `Nothing in the table says a currency: ${currency} is taken. If that is wrong, change the default currency.`,
    missing: (count: number, fields: string) =>
      `Choose the ${plural(count, { one: "column", other: "columns" })} for ${fields}. Nothing was written.`,
    preview: (rows: number) =>
      `${plural(rows, { one: "The first row as a command", other: "The first # rows as commands" })}`,
    row: "Row",
    command: "Command",
    when: "Date",
    atOnce: "When added",
    with: "With",
    column: "Column",
    reason: "Reason",
    ofColumn: (column: string, reason: string) => `${column}: ${reason}`,
    addClient: (username: string) => `Add client ${username}`,
    changeClient: (username: string) => `Change client ${username}`,
    changedClients: "Clients that change",
    payment: "Payment",
    onceMore: "Once more",
    addRow: (row: number) => `Add row ${formatCount(row)}`,
    dated: (what: string, when: string) => `${what}, ${when}`,
    paymentsThere: "Payments that are there",
    equalPayments: (count: number) =>
      `${plural(count, { one: "# payment is", other: "# payments are" })} in the book already: the same client, amount and moment. Where one is a second payment that equals the first, add it once more.`,
    changes: "Changes",
    placeOrder: (client: string) => `Place an order for ${client}`,
    placeNumbered: (order: string, client: string) => `Place order ${order} for ${client}`,
    changeOrder: (order: string) => `Change the lines of order ${order}`,
    orderSteps: {
      PayOrder: (order: string) => `Pay order ${order} from its wallet`,
      ShipOrder: (order: string) => `Ship order ${order}`,
      CancelOrder: (order: string) => `Cancel order ${order}`,
    },
    line: (quantity: number, product: string, price?: string) =>
      `${formatCount(quantity)} × ${product}${price === undefined ? "" : ` at ${price}`}`,
    off: (percent: string) => ` − ${percent} %`,
    into: (money: string, client: string) => `${money} into the wallet of ${client}`,
    outOf: (money: string, client: string) => `${money} out of the wallet of ${client}`,
    check: "Check all rows",
    checkMeans: "Nothing is written by that.",
    checkAgain: "Check again",
    readingRows: "Reading, row",
    checking: "Checking, row",
    checkingAll: "Checking all rows…",
    adding: "Adding, row",
    addingAll: "Adding the rows…",
    pace: (rows: number, left: string) =>
      `${plural(rows, { one: "# row a second", other: "# rows a second" })}, ${left}`,
    addNewClients: "Add clients that are not in the book, with their first order",
    walkIn: "Client of orders that name none",
    walkInMeans: "Such as “walk-in”. Left empty, these orders are refused.",
    checked: (accepted: number, newClients: number, there: number, refused: number) =>
      `${[
        plural(accepted, {
          one: "# command would be accepted",
          other: "# commands would be accepted",
        }),
        ...(newClients > 0
          ? [
              plural(newClients, {
                one: "# of them adds a client who is not in the book",
                other: "# of them add clients who are not in the book",
              }),
            ]
          : []),
        ...(there > 0
          ? [
              plural(there, {
                one: "# is in the book already",
                other: "# are in the book already",
              }),
            ]
          : []),
        ...(refused > 0
          ? [plural(refused, { one: "# row refused", other: "# rows refused" })]
          : []),
      ].join(", ")}. Nothing was written yet.`,
    inFuture: (count: number, latest: string) =>
      `${plural(count, {
        one: "# command is dated in the future",
        other: "# commands are dated in the future",
      })}, up to ${latest}. Nothing can be taken out of the book again: look whether day, month and year are read as they were meant.`,
    longAgo: (count: number, earliest: string) =>
      `${plural(count, {
        one: "# command is dated more than 50 years ago",
        other: "# commands are dated more than 50 years ago",
      })}, back to ${earliest}. Nothing can be taken out of the book again: look whether the year is read as it was meant.`,
    datesAreRight: "The dates are right",
    add: (count: number) => plural(count, { one: "Add # command", other: "Add # commands" }),
    added: (accepted: number, refused: number) =>
      `${plural(accepted, { one: "# command added.", other: "# commands added." })}${refused > 0 ? ` ${plural(refused, { one: "# row refused.", other: "# rows refused." })}` : ""}`,
    stopped: (reason: string, added: string) =>
      `Stopped. ${reason} ${added} What was added stays; going on adds nothing twice, also after a reload.`,
    goOn: (rest: number) =>
      plural(rest, { one: "Go on with # command", other: "Go on with # commands" }),
    refused: "Refused rows",
    reasons: "Why rows were refused",
    reasonOfRows: (reason: string, rows: number) =>
      `${reason} ${plural(rows, { one: "# row", other: "# rows" })}`,
    rowNumber: (row: number) => `Row ${formatCount(row)}`,
    rowRefused: (row: number, reason: string) => `Row ${formatCount(row)}. ${reason}`,
    otherReasons: "Other reasons.",
    refusedFor: (rows: number, total: number, reason: string) =>
      `${formatCount(rows)} of ${plural(total, { one: "# refused row", other: "# refused rows" })}: ${reason}`,
    showAllRefused: "Show all",
    faults: {
      "empty-cell": "The cell is empty.",
      "no-number": "The cell is no number.",
      "no-whole-number": "The cell is no whole number of at least 1.",
      "no-percentage": "The cell is not between 0 and 100 %.",
      "too-many-digits": "The cell has more digits behind the decimal sign than can be kept.",
      "too-large": "The cell is too large to be exact.",
      "other-currency": "The cell is in another currency.",
      "no-currency": "The cell is no currency.",
      "no-date": "The cell is no date in the chosen order.",
      "no-side": "The cell is neither debit nor credit.",
      "contrary-sides": "The row says both debit and credit.",
      "debit-and-credit": "The row has both a debit and a credit.",
      "nothing-moved": "Nothing is moved.",
      "less-than-nothing": "The cell is less than nothing.",
      "uneven-total": "The line total cannot be divided by the quantity.",
      "broken-letter": "The cell has a letter whose bytes are broken.",
      "too-many-cells": "The row has more cells than the table has columns.",
      "no-data": "The row holds titles or totals, not data.",
      returned: "Goods that came back are left out.",
      "other-row-refused": "Another row of the same order is refused.",
      "mixed-order": "Rows with one order number differ in client, currency or date.",
      "said-twice": "An earlier row says it already.",
      "order-differs": "An order with this number is in the book, and differs.",
      "comes-with-order": "It comes in with its order.",
      "order-refused": "Its order cannot be changed by the table.",
      "address-left-out": "The address is left out; the order is taken.",
      unpaid: "The wallet holds too little to pay for the order.",
      "no-record": "It does not say what it is.",
    },
    saveRefused: "Save refused rows as CSV",
    refusedMeans:
      "With their reasons, and with plain numbers, dates and currencies. Mend them there and import that file: it is read as this one.",
    refusedFile: (file: string) => `${file} refused.csv`,
    noRow: "No row.",
  },

  /** While a branch is made, before it is open. */
  makingBranch: {
    pace: (pace: string) => `Making the branch: ${pace}, event`,
    gone: {
      title: "The branch cannot be made",
      message:
        "The book it was to begin like is not in this browser any more, and only a part of its events was copied. Nothing else is lost.",
    },
    failed: {
      title: "The branch could not be made",
      message: (problem: string) =>
        `${problem} The book it comes from was not touched. Reload this page to go on where the copying stopped.`,
    },
    discard: "Discard the branch",
  },

  /** What two people changed at once. */
  conflicts: {
    inConflict: (field: string) => `${field}, in conflict`,
    yours: (value: ReactNode) => <>Yours: {value}</>,
    theirs: (value: ReactNode) => <>Theirs: {value}</>,
    takeTheirs: "Take theirs",
    takeTheirsFor: (field: string) => `Take theirs for ${field}`,
  },

  /** What is wrong with a number that was typed. */
  numbers: {
    needsQuantity: "A whole number of at least 1, such as 3.",
    needsNumber: (example: string) => `A number such as ${example}, without other signs.`,
    tooLarge: "This is too large to be exact.",
    noDigits: "This currency has no digits after the point.",
    fewerDigits: (most: number) => `At most ${most} digits after the point.`,
    readsTwoWays: (whole: string, decimal: string) =>
      `This can mean ${whole} or ${decimal}: type one of these.`,
  },

  broken: {
    parts: {
      book: "The book cannot be shown",
      screen: "This screen cannot be shown",
      timeline: "The timeline cannot be shown",
      inspector: "The event cannot be shown",
      menu: "This cannot be shown",
      notice: "A notice cannot be shown",
    },
    means: (what: string, why: string) =>
      `${what}. The book is safe: nothing of it was changed. Try again, go to another screen, or export the log and reload. What was wrong: ${why}`,
    again: "Try again",
    close: "Close",
    books: "Other books",
  },

  /** Where a book does not open, or the list of the books is lost. */
  rescue: {
    failedTwice: (name: string) => `“${name}” did not open the last times`,
    failedTwiceMeans:
      "Nothing was deleted. Save its log as a file first, if you want to be sure; then open it again, or open another book.",
    lost: "The list of your books is lost",
    lostMeans:
      "Their logs are still in this browser, event by event. Take each into the list again: its name and its bookmarks have to be given anew. One that was shared becomes a book of this browser alone, with what waited: to go on with the others, join them once more.",
    notHere: "This book is not here",
    notHereMeans:
      "The address names a book that this browser does not have. Nothing is lost: open one that is here, or ask whoever sent the link for an export and import it.",
    notListed: "This book is not in the list any more",
    notListedMeans:
      "Its log is still in this browser, event by event. Take it into the list again: its name and its bookmarks have to be given anew. One that was shared becomes a book of this browser alone, with what waited: to go on with the others, join them once more.",
    take: "Take into the list and open",
    takeOne: (name: string) => `Take “${name}” into the list and open it`,
    found: "Books that are not in the list",
    foundMeans:
      "Their logs are in this browser, and the list of the books does not know them: it was lost, or they were made while it could not be read. One that was shared becomes a book of this browser alone, with what waited.",
    foundName: (day: string, events: number) =>
      `Book of ${day}, ${plural(events, { one: "# event", other: "# events" })}`,
    foundEmpty: "Book without an event",
    foundUnread: "Book that cannot be read",
    again: (name: string) => `Open “${name}” again`,
    save: "Save its log as a file",
    saved: (upTo: number) => `Saved, up to event ${formatCount(upTo)}.`,
    failed: (reason: string) => `That did not succeed, and nothing was changed. ${reason}`,
    begin: "Begin a new book",
  },

  names: {
    nothing: "Type a name: at least one character that can be seen.",
    hidden: (which: string) =>
      `This name has a character that cannot be seen (${which}). Type it by hand, then try again.`,
  },

  books: {
    sub: "Each book is a log of its own, in a database of its own.",
    madeOn: (day: string) => `Made on ${day}`,
    openHere: ", open here",
    branchOf: (name: string, at: number) => `. Branch of “${name}”, after event ${formatCount(at)}`,
    branchOfGone: (at: number) =>
      `. Branch of a book that is not here any more, after event ${formatCount(at)}`,
    open: "Open",
    branch: "Branch",
    rename: "Rename",
    renameOne: (name: string) => `Rename ${name}`,
    newName: "New name",
    saveName: "Save name",
    delete: "Delete",
    deleteOne: (name: string) => `Delete ${name}`,
    deleteMeans:
      "This deletes the book with all of its history from this browser, for good. Export its log first.",
    typeName: "Type the name of the book",
    typeNamed: (name: string) => `Type “${name}” to delete it.`,
    /** Typed instead of a name in which nothing can be seen. */
    deleteWord: "delete",
    deleteForGood: "Delete for good",
    new: "New book",
    name: "Book name",
    create: "Create book",
  },

  sharing: {
    alone:
      "This book is in this browser alone. Share it, and others can work in it at the same time, offline too.",
    shared:
      "Others work in this book, too. All of it is on this device, and everything works offline.",
    server: "Server addresses",
    serverHint:
      "wss://books.example.org, several with commas in between. No server yet? npm run shared starts one on this machine.",
    needsServer: "Where is the server? An address such as wss://books.example.org.",
    badServer: (address: string) =>
      `“${address}” is no address of a server: it begins with wss:// or ws://.`,
    name: "Name on the server",
    nameHint: "Letters, digits, - and _. Whoever joins types the same.",
    needsName: "The book needs a name on the server.",
    badName: "A name on the server is of letters, digits, - and _ only.",
    user: "User",
    userHint: "Leave it empty to sign in with a key.",
    password: "Password",
    passwordHint: "The password, or the key that begins with SU.",
    keep: "Keep the password on this device",
    keepHint:
      "It is kept sealed, and the book signs in by itself. Otherwise it is asked for when the book is opened; without it everything here works, and nothing is sent.",
    plain: (servers: string) =>
      `Not encrypted: whoever is on the way to ${servers} can read the password and the book. An address with wss:// is safe.`,
    plainAgreed: "Connect without encryption all the same",
    needsPlain: "Use an address with wss://, or agree to connect without encryption.",
    unlock: "Sign in",
    bookName: "Book name",
    bookNameHint: "What the book is called in this browser.",
    ourBook: "Our book",
    share: "Share this book",
    sharing: "Sharing it…",
    shareMeans:
      "Brings all events, refused commands too, to the server, and reads each of them back. It can be broken off and goes on where it was.",
    moving: "Bringing events to the server",
    join: "Join a shared book",
    joining: "Joining…",
    joinMeans: "Opens a book that somebody else has shared, beside those of this browser.",
    typeAgain:
      "The page was loaded anew, so that it may speak to this server. Type the password once more.",
    nothingLost: "Nothing was lost; try again.",
    brokenOff: "Broken off. The book is as it was; sharing it again goes on from there.",
    status: "How it stands",
    states: {
      connecting: "The shared book is being looked for. Everything can be used meanwhile.",
      synced: "Everything that is here is there, and the other way round.",
      offline:
        "The server does not answer. Go on working: what you do is saved on this device, and sent as soon as it answers again.",
    },
    fresh: "Open a fresh copy beside this one",
    freshName: (name: string) => `${name}, fresh copy`,
    waiting: (count: number) =>
      plural(count, {
        one: "# command is saved on this device and waits to be sent.",
        other: "# commands are saved on this device and wait to be sent.",
      }),
    roles: {
      reader: "You may read it.",
      writer: "You may read and change it.",
      owner: "You own it.",
    },
    address: "Where it is",
    invitation: "Copy what others need to join",
    invite: (servers: string, name: string) =>
      `Server addresses: ${servers}\nName on the server: ${name}`,
    fingerprint: (position: number) =>
      `Fingerprint after event ${formatCount(position)}. Whoever sees the same one has the same book.`,
    people: "Who else is here",
    nobody: "Nobody else has the book open.",
    more: (count: number) => `And ${formatCount(count)} more, who are not listed.`,
    looksLive: "with the newest event",
    looksAt: (position: number) => `at event ${formatCount(position)}`,
    follow: (name: string) => `Follow ${name}`,
    following: "Following",
    agree: (count: number) =>
      plural(count, {
        one: "The other copy that is open is the same as this one, as far as both have come.",
        other:
          "All # other copies that are open are the same as this one, as far as they have come.",
      }),
    disagree: (names: string) =>
      `The copy of ${names} is not the same as this one. Compare fingerprints, and have whoever is wrong join the book once more, beside their old copy.`,
    authors: "Who has written",
    signed:
      "Every change is signed with a key that never leaves its browser, and checked here. Compare the digits with somebody to be sure that it is them.",
    noName: "Somebody without a name",
    otherKey: (name: string) => `${name}, with another key`,
    signsSince: (position: number, isHere: boolean) =>
      `since event ${formatCount(position)}${isHere ? ", from this browser" : ""}`,
    severalKeys: (names: string) =>
      `There are several keys under the name ${names}: another device, or somebody else who uses that name. Ask them.`,
    storedAt: (moment: string) => `False: the shared book’s server stored it on ${moment}.`,
    storedHidden: "Perhaps false: its writer has hidden when the shared book’s server stored it.",
    misdated: (count: number) =>
      `${plural(count, { one: "# command was", other: "# commands were" })} recorded with a false time: by mistake of a clock, or on purpose. The journal and the inspector say when the server stored each.`,
    declined: "Refused in the end",
    declinedMeans:
      "These were done here while others were quicker. They changed nothing, and stand in the journal with their reasons.",
    again: "Try again",
    mend: "Change and send again",
    toRecord: "Go to its record",
    dismiss: "I have read it",
    wasBrokenOff: "Sharing was broken off",
    wasBrokenOffMeans: (name: string) =>
      `This book was on its way to “${name}” when that was broken off. Nothing is lost: all of it is here, and nobody can join there before it is whole.`,
    goOn: "Go on with it",
    giveUp: "Do not share it",
    keepAsOwn: "Keep as a book of my own, with what waits",
    leave: "Leave, and keep a copy",
    leaveMeans:
      "The book stays in this browser with all that is in it, and is yours alone from then on. The others go on without you. What waits to be sent becomes part of your copy.",
    leaving: "Leaving…",
    leaveNow: "Leave",
  },

  branch: {
    form: "Branch",
    name: "Name of the branch",
    nameHint: "A book of its own that begins with these events. What you do there stays there.",
    make: "Make the branch",
    making: "Making it…",
    none: "Branches",
    noneMeans:
      "A branch begins like this book, up to any moment, and goes its own way: to try what if. This book stays as it is.",
    fromHere: "Branch from the moment on the screen",
    ofThisBook: "Branches of this book",
    afterEvent: (at: number) => `after event ${formatCount(at)}`,
    openOne: (name: string) => `Open ${name}`,
    open: "Open",
    title: (name: string) => `Branch: ${name}`,
    begins: "Begins before the first event",
    beginsAfter: (at: number) => `Begins after event ${formatCount(at)}`,
    stays: (begins: string) => `${begins}. What you do here stays here.`,
    staysOf: (begins: string, name: string) =>
      `${begins} of “${name}”. What you do here stays here.`,
    discard: "Discard branch",
    discardMeans: (own: number) =>
      `This deletes the branch with ${plural(own, { one: "the one event", other: "the # events" })} of its own, for good. The book it comes from is not touched.`,
    otherTabs: " It is open in other tabs as well: they lose it.",
    discardForGood: "Discard for good",
    keep: "Keep it",
    opening: "Opening the other book",
    openingOne: (name: string) => `Opening “${name}”, event`,
    gone: "The book this branch comes from is not in this browser any more, so there is nothing to compare it with. The branch is whole by itself and can be used like any book.",
    parted: (at: number) =>
      `The book this branch comes from is another one now: its first ${formatCount(at)} events are not those this branch begins with. Nothing can be carried between them. The branch is whole by itself and can be used like any book.`,
    failed: (problem: string) => `The other book could not be opened. ${problem}`,
    onlyLook: (name: string, problem: string) => `“${name}” can only be looked at. ${problem}`,
    sideBySide: "Side by side",
    bringIn: "Bring in",
    carryOver: "Carry over",
    comparing: "Comparing…",
    same: (name: string) => `This branch and “${name}” tell the same: nothing differs.`,
    clients: (count: number) => plural(count, { one: "# client", other: "# clients" }),
    orders: (count: number) => plural(count, { one: "# order", other: "# orders" }),
    wallets: (count: number) => plural(count, { one: "# wallet", other: "# wallets" }),
    moreThan: (records: string) => `More than ${records}`,
    differ: (records: string, count: number, name: string) =>
      `${records} ${plural(count, { one: "differs", other: "differ" })} from “${name}”.`,
    here: (sums: string) => ` Here ${sums}.`,
    valueMore: (sum: string) => `order value is ${sum} more`,
    valueLess: (sum: string) => `order value is ${sum} less`,
    walletsMore: (sum: string) => `wallets hold ${sum} more`,
    walletsLess: (sum: string) => `wallets hold ${sum} less`,
    thisBranch: "This branch",
    notThere: "not there",
    totals: "Totals",
    onlyFirst: (count: number) =>
      `Only the first ${formatCount(count)} records are listed; the totals tell of all.`,
    eventsSince: "Events since",
    looking: "Looking for what was done…",
    trying: "Trying them out…",
    commands: (count: number) => plural(count, { one: "# command", other: "# commands" }),
    planned: (parts: string) => `Of those chosen, ${parts}.`,
    wouldBeAccepted: (count: number) => `${formatCount(count)} would be accepted`,
    wouldBeRefused: (count: number) => `${formatCount(count)} refused`,
    there: (count: number) =>
      plural(count, { one: "# is there already", other: "# are there already" }),
    nothingToBring: (name: string) => `Nothing was done in “${name}” since this branch began.`,
    foundToBring: (name: string, commands: string) =>
      `“${name}” did ${commands} since this branch began.`,
    bring: (commands: string) => `Bring in ${commands}`,
    bringing: "Bringing in command",
    brought: (commands: string) => `${commands} brought in.`,
    nothingToCarry: "Nothing was done in this branch yet that could be carried over.",
    foundToCarry: (commands: string) => `This branch did ${commands} of its own.`,
    carry: (commands: string) => `Carry over ${commands}`,
    carrying: (name: string) => `Carrying over to “${name}”, command`,
    carriedOver: (name: string, commands: string) => `${commands} carried over to “${name}”.`,
    refusedBelow: (count: number) => ` ${formatCount(count)} refused, see below.`,
    stopped: (told: string) => `Stopped. ${told} Going on does nothing twice.`,
    brokeOff: (problem: string, told: string) => `${problem} ${told} Going on does nothing twice.`,
    chooseAll: "Choose all",
    chooseNone: "Choose none",
    about: "About",
    aboutMeans:
      "Each command is decided anew, in order, one at a time, and what is refused changes nothing. Payments are carried through by the book itself.",
    table: "Commands",
    choice: (choosing: string, what: string) => `${choosing}: ${what}`,
    command: "Command",
    when: "When",
    outcome: "Outcome",
    noCommand: "No command.",
    carried: "carried",
    leftOut: "left out",
    thereAlready: "there already",
    overChange: "over a change made there since",
    refused: "Refused",
    moreRefused: (count: number) => `And ${formatCount(count)} more, in the list.`,
  },

  /** Bringing back what was. */
  restore: {
    title: "Restore",
    sub: (what: string, asOf: string) => `${what} ${asOf}, brought back by new events.`,
    book: "The book",
    asOf: (moment: string, position: number) =>
      moment
        ? `as of ${moment}, event ${formatCount(position)}`
        : `as of event ${formatCount(position)}`,
    unreadable: (text: string) => `“${text}” names no moment to restore.`,
    choose: "Go to a moment of the past, and choose “Restore as new event…” there.",
    isNow: "This is how it stands now: there is nothing to restore.",
    beyond: (position: number) => `Event ${formatCount(position)} is not there yet.`,
    looking: "Looking for what differs…",
    same: "Nothing differs between that moment and now: there is nothing to restore.",
    tooMany: (count: number, most: number) =>
      `${formatCount(count)} records differ, and at most ${formatCount(most)} are brought back at once. Nothing was changed. Open one record at that moment to restore it alone, or make a branch that begins there.`,
    compare: "See every difference",
    differ: (count: number) =>
      plural(count, { one: "# record differs.", other: "# records differ." }),
    planned: (parts: string) => `${parts}.`,
    nonePossible: "Nothing of it can be brought back.",
    accepted: (count: number) =>
      plural(count, {
        one: "# command would be accepted",
        other: "# commands would be accepted",
      }),
    refused: (count: number) => `${formatCount(count)} refused`,
    staying: (count: number) =>
      plural(count, { one: "# record stays as it is", other: "# records stay as they are" }),
    commands: (count: number) => plural(count, { one: "# command", other: "# commands" }),
    send: (commands: string) => `Send ${commands}`,
    returnAndSend: (commands: string) => `Return to live and send ${commands}`,
    nothingToSend: "Nothing to send",
    sending: "Sending command",
    done: (commands: string) =>
      `${commands} accepted. Undo takes back one at a time, the last one first; an order that was cancelled stays so.`,
    someRefused: (done: string, refused: readonly string[]) =>
      `${done} ${formatCount(refused.length)} refused. ${refused[0] ?? ""}`,
    stopped: (done: string) => `Stopped. ${done}`,
    brokeOff: (problem: string, done: string) => `${problem} ${done}`,
    table: "Records to restore",
    choice: (record: string) => `Restore ${record}`,
    back: "From now to then",
    isNew: "not in the book then",
    money: "gets money back for cancelled orders",
    command: "Command",
    outcome: "Outcome",
    change: (field: string, now: string, then: string) => `${field}: ${now} → ${then}`,
    ChangeClient: "Change client",
    ChangeOrderLines: "Change lines",
    CancelOrder: "Cancel order",
    CreditWallet: (amount: string) => `Credit ${amount}`,
    DebitWallet: (amount: string) => `Debit ${amount}`,
    stays: "stays",
    sent: "done",
    leftOut: "left out",
    notBrought: "Not brought back",
    more: (count: number) => `And ${formatCount(count)} more, in the list.`,
    about: "About",
    aboutMeans:
      "Nothing is removed: every command is decided by the rules as the book stands now, and becomes events of its own, all in one conversation. Orders placed since are cancelled, what was paid for them is given back, and wallets are brought to what was in them then.",
    why: {
      registered: "A client who is in the book stays there: later records rest on it.",
      opened: "A wallet that was opened stays; there is nothing in it.",
      shipped: "A shipped order cannot be called back.",
      paid: "A payment cannot be called back by itself. Cancel the order: that gives the money back.",
      cancelled: "A cancelled order cannot be opened again. Place it anew.",
      withdrawn: "It was placed and cancelled since: there is nothing more to do.",
      refunded: "What is given back for cancelled orders brings it back.",
    },
  },

  health: {
    sub: "Whether the log is sound, copied, and here to stay.",
    log: "Log",
    fingerprintMeans: (events: number) =>
      `${plural(events, { one: "# event. Its", other: "# events. Their" })} fingerprint is the same wherever the same log is kept:`,
    noEvent: "No event yet.",
    verified: (age: string, position: number) =>
      `Verified ${age}, up to event ${formatCount(position)}.`,
    neverVerified:
      "Never verified as a whole on this device; its newest part is checked at every opening.",
    verify: "Verify log",
    verifying: "Verifying event",
    good: (events: number) =>
      `${plural(events, { one: "The one event is", other: "All # events are" })} exactly what was written. That nothing is missing at the end, only a fingerprint kept elsewhere can tell: compare it with your backup’s.`,
    derivedWrong:
      "The events are what was written. What this page derived from them is not right: reload it.",
    bad: (position: number, reason: string) => `Event ${position} is not sound: ${reason}.`,
    backup: "Backup",
    backupMeans:
      "A backup is the exported log. Importing it, here or anywhere else, gives the whole book again.",
    device: "This device",
    used: "Storage used",
    left: "Storage left",
    noStorage: "none",
    notTold: "not told",
    stays: "Stays",
    whileOpen: "until this page is closed",
    promised: "the browser promised to keep it",
    notPromised: "the browser may clear it when the disk is full: keep backups",
    notAsked: "not asked yet",
    tabs: "Tabs with this book",
    versions: "Versions",
    version: (version: string) => `Hindsight ${version}, log file CloudEvents 1.0`,
    load: "Load",
    loadMeans: (seconds: number) =>
      `16 writers and 64 readers at once, for ${seconds} seconds, on a scratch book that is thrown away afterwards. Your books are not touched.`,
    pummel: "Pummel",
    stop: "Stop",
    whole: (events: number) =>
      `The scratch book is whole: ${plural(events, { one: "# event", other: "# events" })} verified.`,
    notWhole: "The scratch book did not verify. That should never happen: please report it.",
    brokeOff: (problem: string) => `The run broke off. ${problem}`,
    writes: "Commands a second",
    refused: "Refused, decided again",
    latency: "p50, p99",
    ms: (count: number) => `${formatCount(count)} ms`,
    reads: "Reads a second",
    longTasks: "Long tasks, longest",
  },

  /** What events say happened. */
  happened: {
    event: (position: number) => `Event ${position}`,
    order: {
      OrderPlaced: (order: string) => `Order ${order} placed`,
      OrderLinesChanged: (order: string) => `Lines of order ${order} changed`,
      OrderShipped: (order: string) => `Order ${order} shipped`,
      OrderCancelled: (order: string) => `Order ${order} cancelled`,
      PaymentRequested: (order: string) => `Payment of order ${order} begun`,
      CheckoutRetried: (order: string) => `Payment of order ${order} tried again`,
    },
    other: (record: string, type: string) => `${record}: ${type}`,
    clientAdded: (client: string) => `${client} added`,
    clientChanged: (client: string, fields: string) => `${client} changed: ${fields}`,
    walletOpened: (owner: string) => `Opened the wallet of ${owner}`,
    credited: (amount: string, owner: string) => `${amount} put into the wallet of ${owner}`,
    debited: (amount: string, owner: string) => `${amount} taken out of the wallet of ${owner}`,
  },

  /** Where an order stands. */
  statuses: { placed: "placed", paid: "paid", shipped: "shipped", cancelled: "cancelled" },

  /** How the payment of an order ended. */
  payments: { paid: "paid", failed: "failed", refunded: "refunded" },

  /** What came of an attempt. */
  outcomes: { accepted: "accepted", refused: "refused" },

  /** What stands in place of a value. */
  values: {
    takenAway: "taken away",
    hash: "an Argon2id hash",
    checkoutOf: (order: string) => `Checkout of order ${order}`,
  },

  /** Fields of records, events and commands within a sentence, by their names in the log. */
  fields: {
    address: "address",
    amount: "amount",
    balance: "balance",
    causationId: "cause",
    cause: "cause",
    client: "client",
    clientId: "client",
    correlationId: "correlation",
    closedAt: "closed",
    commandId: "command",
    currency: "currency",
    discount: "discount",
    email: "e-mail",
    expectedVersion: "expected version",
    id: "id",
    lines: "lines",
    name: "name",
    occurredAt: "occurred",
    openedAt: "opened",
    orderId: "order",
    outcome: "outcome",
    paidAt: "paid",
    parked: "parked",
    passwordHash: "password hash",
    payment: "payment",
    pending: "pending",
    phone: "phone",
    placedAt: "placed",
    productCode: "product code",
    quantity: "quantity",
    reason: "reason",
    reference: "reference",
    refund: "refund",
    registeredAt: "registered",
    retries: "retries",
    status: "status",
    total: "total",
    unitPrice: "unit price",
    username: "username",
    usernameForm: "username form",
    usernameKey: "username key",
  },
} as const;

/**
 * Events of a file that were not added, and those of them that are copies of others in the file.
 */
interface LeftOut {
  readonly known: number;
  readonly copies: number;
}

function sayLeftOut({ known, copies }: LeftOut): string {
  const stood = known - copies;
  const here = stood > 0 ? ` ${formatCount(stood)} stood here already.` : "";
  const twice =
    copies > 0
      ? ` ${plural(copies, { one: "# is a copy", other: "# are copies" })} of another one in the file.`
      : "";
  return here + twice;
}
