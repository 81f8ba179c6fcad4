// Which way the arrows point between the rooms: see "Rooms" in the design. Every rule has a violation in must-fail/.

const ADAPTERS =
  "^src/(eventlog/(memory|indexeddb|jetstream|nats)|application/books/(memory|indexeddb)-)";
// How events are kept in memory: as much a matter of the read model as of logs.
const PACKED = "^src/eventlog/(columns|encoding)/";
const PORT =
  "^src/eventlog/(envelope|event-log|records|errors|util/[^/]+|replication/(outbox|server-address|shared-link))\\.ts$";

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
      ["domain", "read-model", "formats", "application", "ui", "app"],
      "The kernel could be lifted out as a library.",
    ),
    apart(
      "domain-knows-no-caller",
      "^src/domain/",
      ["read-model", "formats", "application", "ui", "app"],
      "What may happen does not depend on who asks or looks.",
    ),
    apart(
      "read-model-knows-no-caller",
      "^src/read-model/",
      ["formats", "application", "ui", "app"],
      "A view is folded from events and nothing else.",
    ),
    apart(
      "formats-know-no-caller",
      "^src/formats/",
      ["read-model", "application", "ui", "app"],
      "Formats know neither storage nor screen.",
    ),
    apart(
      "application-knows-no-screen",
      "^src/application/",
      ["ui", "app"],
      "What people do with a book works without React.",
    ),
    apart("ui-knows-no-storage", "^src/ui/", ["app"], "Screens are drawn over any storage."),
    {
      name: "only-main-picks-an-adapter",
      severity: "error",
      comment: "What stands at the top wires things up; everybody else knows the port.",
      from: { path: "^src/", pathNot: ["^src/(main\\.tsx$|app/|eventlog/)", ADAPTERS] },
      to: { path: ADAPTERS },
    },
    {
      name: "schema-stays-in-the-kernel",
      severity: "error",
      comment: "Not even main knows how the log is laid out on disk.",
      from: { path: "^src/(main\\.tsx$|app/)" },
      to: { path: "^src/eventlog/indexeddb/schema\\.ts$" },
    },
    {
      name: "one-way-into-the-storage",
      severity: "error",
      comment:
        "Pages and workers open books through the device, which knows who may write to them.",
      from: {
        path: "^src/",
        pathNot: ["^src/app/(storage|startup/hand-over-log)\\.ts$|^src/eventlog/", ADAPTERS],
      },
      to: {
        path: "^src/(eventlog/(indexeddb/|columns/opfs-column-store)|application/books/indexeddb-)",
      },
    },
    {
      name: "databases-are-opened-by-adapters",
      severity: "error",
      comment: "The global `indexedDB` is kept out by the linter.",
      from: { path: "^src/", pathNot: "^src/(eventlog/indexeddb/|application/books/indexeddb-)" },
      to: { path: "node_modules/idb/" },
    },
    {
      name: "port-only",
      severity: "error",
      comment: "Views and screens need the words of the log, not its workings.",
      from: { path: "^src/(read-model|ui)/" },
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
      from: { path: "^src/ui/components/" },
      to: { path: "^src/(domain|read-model|application|formats|eventlog|ui/screens)/" },
    },
    {
      name: "panels-stand-alone",
      severity: "error",
      comment: "What two panels share belongs in parts or in the store.",
      from: { path: "^src/ui/screens/([^/]+)/" },
      to: { path: "^src/ui/screens/", pathNot: "^src/ui/screens/$1/" },
    },
    {
      name: "pure-rooms-know-no-framework",
      severity: "error",
      comment: "Rules, views and the kernel run anywhere.",
      from: { path: "^src/(domain|read-model|eventlog)/" },
      to: { path: "node_modules/(react|react-dom|zustand|wouter|downshift|@tanstack)/" },
    },
    {
      name: "engine-stays-in-its-room",
      severity: "error",
      comment:
        "A shared book's engine is one adapter's matter; whoever never shares never fetches it.",
      from: { path: "^src/", pathNot: "^src/eventlog/(jetstream|nats)/" },
      to: {
        path: ["^src/eventlog/(jetstream|nats)/", "node_modules/@nats-io/"],
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
