/** What keys do, as people read it: by what they are about, the keys as they are printed, and what for. */
export const KEY_LIST: readonly (readonly [
  about: string,
  keys: readonly (readonly [keys: string, words: string])[],
])[] = [
  [
    "Anywhere",
    [
      ["⌘ K or Ctrl K", "search clients, orders, events and moments, and do things"],
      ["⌘ Z or Ctrl Z", "undo your last change; with Shift, redo it"],
      ["/", "search on this screen"],
      ["N", "new: the form of this screen"],
      ["G then D, C, O, W or T", "go to Dashboard, Clients, Orders, Wallets or Timeline"],
      ["Esc", "close what is open; then return to live"],
      ["?", "this list"],
    ],
  ],
  [
    "Timeline",
    [
      ["Space", "play or pause"],
      [", and .", "one event back or forward"],
      ["J", "jump to a date"],
      ["M", "mark this moment"],
      ["C", "compare this moment with now"],
      ["L", "return to live"],
      ["+ and −", "zoom in or out"],
      ["0", "draw the whole timeline"],
    ],
  ],
  [
    "On the timeline itself",
    [
      ["← →", "one event; with Shift a hundred, with Ctrl a day"],
      ["Page keys", "one bar"],
      ["Home, End", "the ends of what is drawn, then of history"],
      ["Shift and drag", "zoom into a part; so does the wheel with ⌘ or Ctrl"],
    ],
  ],
];
