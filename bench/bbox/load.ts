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
      const answer = await post(asked, agent, k);
      bytes += answer.length;
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
export function post({ url, headers, bodies }: Asked, agent?: Agent, k = 0): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const sent = request(url, { method: "POST", headers, agent }, (response) => {
      const chunks: Buffer[] = [];
      response.on("data", (chunk: Buffer) => chunks.push(chunk));
      response.on("error", reject);
      response.on("end", () => {
        const body = Buffer.concat(chunks);
        if (response.statusCode === 200) resolve(body);
        else reject(new Error(`${url} said ${response.statusCode}: ${body.toString("utf8")}`));
      });
    });
    sent.on("error", reject);
    sent.end(bodies[k % bodies.length]);
  });
}
