import type { ReactNode } from "react";
import { commandKey, REDO_KEYS } from "./command-key.ts";
import { formatCount } from "./format.ts";
import { pluralIn } from "./plural.ts";

const plural = pluralIn("en");

const at = (position: number) => `· #${formatCount(position)}`;

/** Draws words of their own, such as those that a narrow screen leaves out. */
type Draw = (words: string) => ReactNode;

/**
 * Every text of the screens, in English, here and in `english-screens.tsx`: here what the first screen says and what all of them
 * share, there what is said by screens that are fetched later, one by one. A translation may have both in one file.
 *
 * A text with values is a function. Counts and positions come as numbers, since the words around them may depend on them;
 * anything else comes as it is shown, and is put in as it is. Where something drawn stands within a text, such as a
 * link, the text is a fragment.
 *
 * Not here: refusals, and errors of imports and of the storage, which are data of the log, the journal and the console API,
 * and stand in `domain/`, `transfer/`, `eventlog/` and `store/`; the names of events, commands, rules and streams, which are
 * data as well; numbers, money and times, which `format.ts` writes as the person's browser wants them; and what a device says
 * of the app before it runs, in `index.html` and `public/manifest.webmanifest`.
 */
export const english = {
  language: "en",

  /** Until a book is open, and instead of one. */
  opening: {
    book: "Opening the book",
    event: "Opening the book, event",
    history: "Reading the history",
    historyEvent: "Reading the history, event",
    firstBook: "My book",
    waitingForTab: {
      title: "Waiting for another tab",
      message:
        "Another tab holds this book. Everything saved is safe. Close the other tabs: this one goes on by itself.",
    },
    waitingForStorage: {
      title: "Still waiting",
      message:
        "The browser's storage has not answered yet. Nothing is lost. This page goes on by itself when it does; if not, close the browser and open it again.",
    },
    failed: "The book could not be opened",
    reload: "Reload the page to try again.",
    other: (name: string) => `Open “${name}”`,
    last: "Open the last book",
    tryAgain: "Try again",
  },

  /** The screens, by the names that lead to them. */
  screens: {
    dashboard: "Dashboard",
    clients: "Clients",
    orders: "Orders",
    wallets: "Wallets",
    timeline: "Timeline",
    journal: "Journal",
    transfer: "Transfer",
    branch: "Branch",
    books: "Books",
    sharing: "Sharing",
    health: "Health",
  },

  rail: {
    title: "Main",
    product: "Hindsight",
    more: "More",
    events: (count: number) => plural(count, { one: "# event", other: "# events" }),
    onDevice: (events: string) => `${events} on this device`,
    inMemory: (events: string) => `${events} in memory only`,
    fingerprint: (hash: ReactNode) => <>Fingerprint {hash}</>,
  },

  backup: {
    last: (age: string) => `Last backup: ${age}`,
    never: "never",
    since: (age: string, count: number) =>
      `${age}, ${count === 0 ? "nothing new" : plural(count, { one: "# event", other: "# events" })} since`,
  },

  top: {
    allBooks: "All books",
    toAllBooks: ", all books",
    search: "Search",
  },

  badge: {
    live: (position: number) => `Live ${at(position)}`,
    past: (time: ReactNode, position: number, wide: Draw) => (
      <>
        {wide("As of ")}
        {time} {at(position)}
      </>
    ),
    beginning: "the beginning",
    open: "Open the timeline",
    branch: (name: string, wide: Draw) => <>Branch{wide(`: ${name}`)}</>,
    at,
  },

  link: {
    formTitle: "You may read this shared book and not change it",
    pending: "Pending: saved on this device, not yet in the shared book",
  },

  past: {
    returnAndGoOn: "Return to live and go on",
    formTitle: "Read-only: you are looking at the past",
    asOfNow: (what: string) => `${what}, as of this moment`,
  },

  undo: {
    undo: "Undo",
    redo: "Redo",
    inPast: "You are looking at the past, which cannot be changed. Return to live first.",
    takesBack: `Take back your last change (${commandKey("Z")})`,
    doesAgain: `Do it again (${REDO_KEYS})`,
    nothingDone: "You have changed nothing on this page that could be taken back.",
    nothingUndone: "You have taken nothing back that could be done again.",
    title: "Last change",
  },

  clients: {
    count: (count: number) => plural(count, { one: "# client", other: "# clients" }),
    one: "Client",
    inside: (username: string) => `client ${username}`,
    open: (username: string) => `Open client ${username}`,
    search: "Search clients",
    searchHint: "name, e-mail, phone or address",
    sorts: {
      newest: "newest first",
      oldest: "oldest first",
      usernameUp: "username, A to Z",
      usernameDown: "username, Z to A",
      nameUp: "name, A to Z",
      nameDown: "name, Z to A",
      emailUp: "e-mail, A to Z",
      emailDown: "e-mail, Z to A",
    },
    noneFits: (text: string) => `No client fits “${text}” at this moment.`,
    none: "No client at this moment. Add one with the form, or move along the timeline.",
    add: "Add client",
    password: "Password",
    passwordHint: "Kept nowhere: Hindsight never asks a client for it.",
    added: (username: string) => `${username} is in the book.`,
    needsUsername: "A client needs a username.",
    tooLong: (most: number) => `At most ${most} characters.`,
    badEmail: "An address such as ada@example.org.",
  },

  /** Tables as files. */
  files: {
    save: "Save as CSV",
    saveOne: (label: string, what: string) => `${label}: ${what}`,
    writing: (what: string) => `Writing ${what}`,
    failed: (reason: string, advice: string) =>
      `The file could not be written. ${reason} ${advice}`,
    nothingChanged: "Nothing in the book changed.",
    noName: "book",
    attempts: "attempts",
    clients: "clients",
  },

  /** What several screens share. */
  paper: {},

  common: {
    commandKey,
    listTools: "Search, sort and save",
    listToolsFiltered: "Search, sort and save: not all is shown",
    dropHere: "Drop a log, or a table of clients, orders or payments.",
    tabTitle: (screen: string, book: string) => `${screen} · ${book} · Hindsight`,
    loadSample: "Load sample",
    importLog: "Import log",
    close: "Close",
    cancel: "Cancel",
    saving: "Saving…",
    searching: "Searching…",
    sorting: "Sorting…",
    found: (count: number) => `${formatCount(count)} found`,
    searchingFound: (found: string) => `Searching… ${found}`,
    clearSearch: "Clear search",
    sort: "Sort",
    any: "any",
    optional: "optional",
    progress: (label: string, done: number, total: number) =>
      `${label} ${formatCount(done)} of ${formatCount(total)}`,
    scrollable: (table: string) => `${table}, scrollable`,
    changes: "Changes",
    whatChanged: (record: string) => `What changed ${record}`,
    changedAt: (position: number) => `changed at #${formatCount(position)}`,
    since: "Since",
    stillTyped: "What you typed is still here. Try again.",
  },

  /** Fields where they stand alone: at a line to type in, over a column, beside a value. */
  labels: {
    username: "Username",
    name: "Name",
    email: "E-mail",
    phone: "Phone",
    address: "Address",
  },
} as const;
