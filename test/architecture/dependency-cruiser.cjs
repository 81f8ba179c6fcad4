// Which way the arrows point between the rooms: see "Rooms" in the design. Every rule has a violation in must-fail/.

const ADAPTERS = "^src/eventlog/(memory-log|indexeddb-[^/]+|jetstream/[^/]+)\\.ts$";
// How events are kept in memory: as much a matter of views as of logs.
const PACKED = "^src/eventlog/packed/";
const PORT =
  "^src/eventlog/(envelope|event-log|records|errors|book-catalog|outbox|shared-address|shared-link)\\.ts$";

/** A rule that keeps modules under `from` off the rooms named. */
const apart = (name, from, rooms, comment) => ({
  name,
  severity: "error",
  comment,
  from: { path: from },
  to: { path: `^src/(${rooms.join("|")})/` },
});

/** @type {import("dependency-cruiser").IConfiguration} */
module.exports = {
  forbidden: [
    apart(
      "eventlog-knows-no-app",
      "^src/eventlog/",
      ["domain", "views", "store", "transfer", "ui"],
      "The kernel could be lifted out as a library.",
    ),
    apart(
      "domain-knows-no-caller",
      "^src/domain/",
      ["views", "store", "transfer", "ui"],
      "What may happen does not depend on who asks or looks.",
    ),
    apart(
      "views-know-no-caller",
      "^src/views/",
      ["store", "transfer", "ui"],
      "A view is folded from events and nothing else.",
    ),
    apart(
      "transfer-knows-no-caller",
      "^src/transfer/",
      ["views", "store", "ui"],
      "Formats know neither storage nor screen.",
    ),
    apart("store-knows-no-screen", "^src/store/", ["ui"], "The store works without React."),
    {
      name: "only-main-picks-an-adapter",
      severity: "error",
      comment: "What stands at the top wires things up; everybody else knows the port.",
      from: { path: "^src/", pathNot: "^src/([^/]+$|eventlog/)" },
      to: { path: ADAPTERS },
    },
    {
      name: "schema-stays-in-the-kernel",
      severity: "error",
      comment: "Not even main knows how the log is laid out on disk.",
      from: { path: "^src/[^/]+$" },
      to: { path: "^src/eventlog/indexeddb-schema\\.ts$" },
    },
    {
      name: "one-way-into-the-storage",
      severity: "error",
      comment:
        "Pages and workers open books through the device, which knows who may write to them.",
      from: { path: "^src/", pathNot: "^src/(device|hand-over)\\.ts$|^src/eventlog/" },
      to: { path: "^src/eventlog/(indexeddb-[^/]+|file-columns)\\.ts$" },
    },
    {
      name: "databases-are-opened-by-adapters",
      severity: "error",
      comment: "The global `indexedDB` is kept out by the linter.",
      from: { path: "^src/", pathNot: "^src/eventlog/indexeddb-[^/]+\\.ts$" },
      to: { path: "node_modules/idb/" },
    },
    {
      name: "port-only",
      severity: "error",
      comment: "Views and screens need the words of the log, not its workings.",
      from: { path: "^src/(views|ui)/" },
      to: { path: "^src/eventlog/", pathNot: [PORT, ADAPTERS, PACKED] },
    },
    {
      name: "nobody-imports-main",
      severity: "error",
      comment: "The composition root joins the rooms; it is nobody's library.",
      from: {},
      to: { path: "^src/main\\.tsx$" },
    },
    {
      name: "parts-know-no-domain",
      severity: "error",
      comment: "Buttons and fields draw their props.",
      from: { path: "^src/ui/parts/" },
      to: { path: "^src/(domain|views|store|transfer|eventlog|ui/panels)/" },
    },
    {
      name: "panels-stand-alone",
      severity: "error",
      comment: "What two panels share belongs in parts or in the store.",
      from: { path: "^src/ui/panels/([^/]+)/" },
      to: { path: "^src/ui/panels/", pathNot: "^src/ui/panels/$1/" },
    },
    {
      name: "pure-rooms-know-no-framework",
      severity: "error",
      comment: "Rules, views and the kernel run anywhere.",
      from: { path: "^src/(domain|views|eventlog)/" },
      to: { path: "node_modules/(react|react-dom|zustand|wouter|downshift|@tanstack)/" },
    },
    {
      name: "engine-stays-in-its-room",
      severity: "error",
      comment:
        "A shared book's engine is one adapter's matter; whoever never shares never fetches it.",
      from: { path: "^src/", pathNot: "^src/eventlog/jetstream/" },
      to: {
        path: ["^src/eventlog/jetstream/", "node_modules/@nats-io/"],
        dependencyTypesNot: ["dynamic-import"],
      },
    },
    {
      name: "source-knows-no-test",
      severity: "error",
      from: { path: "^src/" },
      to: { path: "^test/" },
    },
    { name: "no-circle", severity: "error", from: {}, to: { circular: true } },
    {
      name: "everything-resolves",
      severity: "error",
      comment: "An import the tool cannot follow is one it cannot judge.",
      from: {},
      to: { couldNotResolve: true, pathNot: "^virtual:" },
    },
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: { exportsFields: ["exports"], conditionNames: ["import", "default"] },
  },
};
