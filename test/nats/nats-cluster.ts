import { freePorts } from "./free-ports.ts";
import { type NatsServer, startNatsServer } from "./nats-server.ts";

/** Three nats-servers that know each other: each of them can be ended at any time. */
export interface NatsCluster {
  /** Addresses for programs. */
  readonly addresses: readonly string[];
  /** Addresses for browsers. */
  readonly webAddresses: readonly string[];
  /** The node that the cluster knows by a name. */
  node(name: string): NatsServer;
  stop(): Promise<void>;
}

/**
 * Starts three nodes. They need a moment to elect a leader: whoever asks too early asks again.
 * @param more lines of configuration beside those that every node has.
 */
export async function startNatsCluster(more = ""): Promise<NatsCluster> {
  const routes = await freePorts(3);
  const names = ["one", "two", "three"];
  const nodes = await Promise.all(
    names.map((name, index) =>
      startNatsServer(`
        server_name: ${name}
        ${more}
        cluster {
          name: hindsight
          listen: "127.0.0.1:${routes[index]}"
          routes: [${routes.map((port) => `"nats://127.0.0.1:${port}"`).join(", ")}]
        }
      `),
    ),
  );
  return {
    addresses: nodes.map(({ address }) => address),
    webAddresses: nodes.map(({ webAddress }) => webAddress),
    node: (name) => nodes[names.indexOf(name)] as NatsServer,
    async stop() {
      for (const node of nodes) await node.stop();
    },
  };
}
