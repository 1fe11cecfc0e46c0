import { mkdir, rm, writeFile } from 'node:fs/promises';
import { currentRun, namespacePrefix } from '../../tools/run/run.ts';
import {
  gateway,
  gatewayOf,
  hostAddresses,
  hostsFile,
  type LabOptions,
  type Person,
  routerAddresses,
  routes,
  secondInterface,
  serverAddresses,
} from './plan.ts';
import { inNamespace, sh } from './shell.ts';
import { type SlowCable, slowCable } from './slow-cable.ts';

/** A small internet in network namespaces: two sites, one server. */
export interface Lab {
  /** Namespace of a person's computer or of the server. */
  namespace(who: Person | 'server'): string;
  /** Drops every packet of a person's line without a word, or lets them through again. */
  silence(who: Person, on: boolean): Promise<void>;
  /** Takes a person's cable out, or puts it in again. */
  cable(who: Person, plugged: boolean): Promise<void>;
  /** Loses a share of a person's packets, 0 to 1, each way. */
  loss(who: Person, share: number): Promise<void>;
  /**
   * Brings an interface of a person's computer up or down. `eth0` is there from the beginning;
   * `eth1` is a second way to the same router, with a network of its own, plugged in when it first
   * comes up. Where both are up, new traffic leaves by `eth0`. IPv4 only.
   */
  interface(who: Person, name: 'eth0' | 'eth1', up: boolean): Promise<void>;
  /** Changes the delay of a person's line, one way; it must have had one when the lab was built. */
  delay(who: Person, delayMs: number): Promise<void>;
  /** Bounds what a person's line carries each way; `null` lifts the bound. */
  rate(who: Person, kbitPerSecond: number | null): Promise<void>;
  close(): Promise<void>;
}

/** Why this machine cannot have a lab, in one line; `null` where it can. */
export async function whyNoLab(): Promise<string | null> {
  const probe = `${namespacePrefix(currentRun())}probe-${process.pid}`;
  try {
    await sh(`
      for command in ip nft turnserver vde_switch wirefilter openssl; do
        type $command >/dev/null 2>&1 || { echo "$command is not installed" >&2; exit 1; }
      done
      ip netns add ${probe}
      trap 'ip netns del ${probe}' EXIT
      ip netns exec ${probe} nft add table inet probe`);
    return null;
  } catch (error) {
    return error instanceof Error ? (error.message.split('\n')[0] ?? 'unknown') : String(error);
  }
}

/**
 * Builds the lab. Everything it makes carries its name and goes with `close`.
 *
 * @param name this process's number where it has one lab at a time
 */
export async function createLab(options: LabOptions, name = `${process.pid}`): Promise<Lab> {
  const prefix = `${namespacePrefix(currentRun())}${name}`;
  const ns = (name: string) => `${prefix}-${name}`;
  const all = ['net', 'server', 'a', 'ra', 'b', 'rb'].map(ns);
  const cables = new Map<Person, SlowCable>();
  const close = async () => {
    for (const cable of cables.values()) await cable.close();
    await remove(all);
  };
  try {
    await build(options, ns, all, cables);
  } catch (error) {
    await close();
    throw error;
  }
  const router = (who: Person) => ns(`r${who}`);
  return {
    namespace: ns,
    close,
    silence: (who, on) => impair(router(who), on ? 'drop' : ''),
    async cable(who, plugged) {
      await inNamespace(router(who), `ip link set wan0 ${plugged ? 'up' : 'down'}`);
      if (plugged) await inNamespace(router(who), routes(options, who));
    },
    loss: (who, share) =>
      impair(
        router(who),
        share > 0 ? `numgen random mod 10000 < ${Math.round(share * 10_000)} drop` : '',
      ),
    async interface(who, name, up) {
      const computer = ns(who);
      if (name === 'eth1') await inNamespace(computer, secondInterface(options, who, router(who)));
      const route = `ip route replace default via ${gatewayOf(options, who, name)} dev ${name}`;
      const metric = name === 'eth0' ? 100 : 200;
      await inNamespace(
        computer,
        up ? `ip link set ${name} up; ${route} metric ${metric}` : `ip link set ${name} down`,
      );
    },
    async delay(who, delayMs) {
      const cable = cables.get(who);
      if (cable === undefined) throw new Error(`the line of ${who} was built without a delay`);
      await cable.setDelay(delayMs);
    },
    rate: (who, kbitPerSecond) => bound(router(who), kbitPerSecond),
  };
}

/** Puts one rule in front of all that the router forwards, instead of the rule before. */
async function impair(router: string, rule: string): Promise<void> {
  await inNamespace(
    router,
    `nft -f - <<'RULES'
add table inet impair
delete table inet impair
table inet impair {
  chain forward { type filter hook forward priority -10; policy accept; ${rule}
  }
}
RULES`,
  );
}

/** A bucket of one packet: a larger one lets a bandwidth probe through at once. */
async function bound(router: string, kbitPerSecond: number | null): Promise<void> {
  const rule = (device: string) =>
    kbitPerSecond === null
      ? `tc qdisc del dev ${device} root 2>/dev/null || true`
      : `tc qdisc replace dev ${device} root tbf rate ${kbitPerSecond}kbit burst 1600 latency 300ms`;
  await inNamespace(router, `${rule('wan0')}\n${rule('lan0')}`);
}

async function remove(namespaces: readonly string[]): Promise<void> {
  for (const namespace of namespaces) {
    await sh(`ip netns del ${namespace} 2>/dev/null || true`);
    await rm(`/etc/netns/${namespace}`, { recursive: true, force: true });
  }
}

async function build(
  options: LabOptions,
  ns: (name: string) => string,
  all: readonly string[],
  cables: Map<Person, SlowCable>,
): Promise<void> {
  await remove(all);
  const hosts = hostsFile(options.family);
  for (const namespace of all) {
    await mkdir(`/etc/netns/${namespace}`, { recursive: true });
    await writeFile(`/etc/netns/${namespace}/hosts`, hosts);
    // No resolver: a name outside the hosts file fails at once instead of after a time-out.
    await writeFile(`/etc/netns/${namespace}/resolv.conf`, '');
  }
  // Without duplicate detection an address is there at once, and does not change under a browser.
  const quiet = 'sysctl -qw net.ipv6.conf.default.accept_dad=0 net.ipv6.conf.all.accept_dad=0';
  await sh(
    all
      .map(
        (name) => `
          ip netns add ${name}
          ip netns exec ${name} ${quiet} net.ipv6.conf.default.accept_ra=0
          ip -n ${name} link set lo up`,
      )
      .join('\n'),
  );
  const net = ns('net');
  await sh(`
    ip -n ${net} link add br0 type bridge
    ip -n ${net} addr add ${gateway[options.family]}/${options.family === 'ipv6' ? 64 : 24} dev br0
    ip -n ${net} link set br0 up
    ${plug(net, 'server', ns('server'), 'eth0')}
    ${(['a', 'b'] as const)
      .map(
        (who) => `
      ${options[who].delayMs === undefined ? plug(net, `r${who}`, ns(`r${who}`), 'wan0') : ''}
      ip -n ${ns(who)} link add eth0 type veth peer name lan0 netns ${ns(`r${who}`)}
      ip -n ${ns(who)} link set eth0 up
      ip -n ${ns(`r${who}`)} link set lan0 up`,
      )
      .join('\n')}`);
  for (const who of ['a', 'b'] as const) {
    const { delayMs } = options[who];
    if (delayMs === undefined) continue;
    const port = { namespace: net, interfaceName: `r${who}` };
    const wan = { namespace: ns(`r${who}`), interfaceName: 'wan0' };
    cables.set(who, await slowCable(port, wan, delayMs));
    await sh(`ip -n ${net} link set r${who} master br0 up`);
  }
  await inNamespace(ns('server'), serverAddresses(options));
  for (const who of ['a', 'b'] as const) {
    await inNamespace(ns(`r${who}`), routerAddresses(options, who));
    await inNamespace(ns(who), hostAddresses(options, who));
  }
}

/** A cable from the bridge to an interface of another namespace. */
function plug(net: string, port: string, namespace: string, interfaceName: string): string {
  return `
    ip -n ${net} link add ${port} type veth peer name ${interfaceName} netns ${namespace}
    ip -n ${net} link set ${port} master br0 up
    ip -n ${namespace} link set ${interfaceName} up`;
}
