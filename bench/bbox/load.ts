/** So many clients that ask one after the other, as often as they can. */
import { Agent, request } from "node:http";
import { performance } from "node:perf_hooks";

/** What a server is asked. */
export interface Asked {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly bodies: readonly string[];
}

/** How a server did. */
export interface Load {
  readonly requests: number;
  readonly perSecond: number;
  readonly medianMs: number;
  /** 99 of 100 are as fast. */
  readonly slowMs: number;
  readonly bytes: number;
}

/** Asks for some seconds with so many connections; an answer other than 200 ends it. */
export async function load(asked: Asked, connections: number, seconds: number): Promise<Load> {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  const times: number[] = [];
  let bytes = 0;
  const start = performance.now();
  const end = start + seconds * 1000;
  const client = async (n: number): Promise<void> => {
    for (let k = n; performance.now() < end; k += connections) {
      const began = performance.now();
      // Counted, not kept: what the clients do takes from what the servers have.
      await ask(asked, { agent, k }, (chunk) => {
        bytes += chunk.length;
      });
      times.push(performance.now() - began);
    }
  };
  await Promise.all(Array.from({ length: connections }, (_, n) => client(n)));
  const took = (performance.now() - start) / 1000;
  agent.destroy();
  times.sort((a, b) => a - b);
  return {
    requests: times.length,
    perSecond: times.length / took,
    medianMs: times[Math.floor(times.length / 2)],
    slowMs: times[Math.floor(times.length * 0.99)],
    bytes: bytes / times.length,
  };
}

/** One answer. */
export async function post(asked: Asked): Promise<Buffer> {
  const chunks: Buffer[] = [];
  await ask(asked, { k: 0 }, (chunk) => chunks.push(chunk));
  return Buffer.concat(chunks);
}

function ask(
  { url, headers, bodies }: Asked,
  { agent, k }: { readonly agent?: Agent; readonly k: number },
  take: (chunk: Buffer) => void,
): Promise<void> {
  return new Promise((resolve, reject) => {
    const sent = request(url, { method: "POST", headers, agent }, (response) => {
      response.on("data", take);
      response.on("error", reject);
      response.on("end", () => {
        if (response.statusCode === 200) resolve();
        else reject(new Error(`${url} said ${response.statusCode}`));
      });
    });
    sent.on("error", reject);
    sent.end(bodies[k % bodies.length]);
  });
}
