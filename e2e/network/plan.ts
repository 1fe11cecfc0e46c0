import { type Firewall, type Nat, nftables } from './nat.ts';

/** One person's place: a computer behind a router. */
export interface Site {
  readonly nat: Nat;
  readonly firewall: Firewall;
  /** Delay of the site's line, one way, in milliseconds. Nothing: as fast as the kernel. */
  readonly delayMs?: number;
}

export interface LabOptions {
  /** `ipv6`: no computer has an IPv4 address, and nothing is translated. */
  readonly family: 'ipv4' | 'ipv6';
  readonly a: Site;
  readonly b: Site;
}

/** Names under which everybody in the lab finds the servers, as hosts files say. */
export const names = { signaling: 'tatap.test', turn: 'turn.test' } as const;

/**
 * The rest of the internet: takes every packet and says nothing. Without such a default route the
 * kernel refuses packets to private addresses, and coturn closes an allocation whose send fails.
 */
export const gateway = { ipv4: '203.0.113.1', ipv6: '2001:db8:1::1' } as const;

/** Addresses of the servers: documentation ranges of RFC 5737 and RFC 3849. */
export const addresses = {
  ipv4: { signaling: '203.0.113.10', turn: '203.0.113.11' },
  ipv6: { signaling: '2001:db8:1::10', turn: '2001:db8:1::11' },
} as const;

export type Person = 'a' | 'b';

interface Plan {
  readonly wan: string;
  readonly lan: string;
  readonly host: string;
  readonly network: string;
}

/** Who has which address. Without translation the site's own network is a public one. */
function plan(options: LabOptions, who: Person): Plan {
  const n = who === 'a' ? 1 : 2;
  if (options.family === 'ipv6') {
    return {
      wan: `2001:db8:1::10${n}`,
      lan: `2001:db8:a${n}::1`,
      host: `2001:db8:a${n}::2`,
      network: `2001:db8:a${n}::/64`,
    };
  }
  const base = options[who].nat === 'none' ? `198.51.100.${n * 16}` : `192.168.${n}.0`;
  const [head, last] = [base.slice(0, base.lastIndexOf('.')), Number(base.split('.').at(-1))];
  return {
    wan: `203.0.113.10${n}`,
    lan: `${head}.${last + 1}`,
    host: `${head}.${last + 2}`,
    network: `${base}/28`,
  };
}

export function routerAddresses(options: LabOptions, who: Person): string {
  const own = plan(options, who);
  const [wanBits, lanBits] = options.family === 'ipv6' ? [64, 64] : [24, 28];
  const { nat, firewall } = options[who];
  return `
    sysctl -qw net.ipv4.ip_forward=1 net.ipv6.conf.all.forwarding=1
    ip addr add ${own.wan}/${wanBits} dev wan0 nodad 2>/dev/null || ip addr add ${own.wan}/${wanBits} dev wan0
    ip addr add ${own.lan}/${lanBits} dev lan0 nodad 2>/dev/null || ip addr add ${own.lan}/${lanBits} dev lan0
    ${routes(options, who)}
    nft -f - <<'RULES'
${nftables(options.family === 'ipv6' ? 'none' : nat, firewall, own.host)}
RULES`;
}

/** The way out, and to the other site's network where it is a public one. */
export function routes(options: LabOptions, who: Person): string {
  const other = who === 'a' ? 'b' : 'a';
  const out = `ip route replace default via ${gateway[options.family]}`;
  if (!isPublic(options, other)) return out;
  const { network, wan } = plan(options, other);
  return `${out}; ip route replace ${network} via ${wan}`;
}

function isPublic(options: LabOptions, who: Person): boolean {
  return options.family === 'ipv6' || options[who].nat === 'none';
}

export function hostAddresses(options: LabOptions, who: Person): string {
  const own = plan(options, who);
  return options.family === 'ipv6'
    ? `ip addr add ${own.host}/64 dev eth0 nodad; ip -6 route add default via ${own.lan}`
    : `ip addr add ${own.host}/28 dev eth0; ip route add default via ${own.lan} metric 100`;
}

/** Plugs in `eth1`, where it is not there yet. Answers to either address may come by either way. */
export function secondInterface(options: LabOptions, who: Person, router: string): string {
  const network = secondNetwork(options, who);
  return `
    ip link show eth1 >/dev/null 2>&1 && exit 0
    ip link add eth1 type veth peer name lan1 netns ${router}
    ip addr add ${network}.2/28 dev eth1
    ip netns exec ${router} ip addr add ${network}.1/28 dev lan1
    ip netns exec ${router} ip link set lan1 up`;
}

function secondNetwork(options: LabOptions, who: Person): string {
  if (options.family === 'ipv6') throw new Error('the second interface is made for IPv4 alone');
  return `192.168.${who === 'a' ? 101 : 102}`;
}

export function gatewayOf(options: LabOptions, who: Person, name: 'eth0' | 'eth1'): string {
  return name === 'eth0' ? plan(options, who).lan : `${secondNetwork(options, who)}.1`;
}

export function serverAddresses(options: LabOptions): string {
  const { signaling, turn } = addresses[options.family];
  const [bits, flags] = options.family === 'ipv6' ? [64, 'nodad'] : [24, ''];
  const back = (['a', 'b'] as const)
    .filter((who) => isPublic(options, who))
    .map((who) => `ip route replace ${plan(options, who).network} via ${plan(options, who).wan}`);
  return [
    `ip addr add ${signaling}/${bits} dev eth0 ${flags}`,
    `ip addr add ${turn}/${bits} dev eth0 ${flags}`,
    `ip route replace default via ${gateway[options.family]}`,
    ...back,
  ].join('\n');
}

/** Chromium asks for STUN and TURN hosts with a dot at the end: both spellings are needed. */
export function hostsFile(family: LabOptions['family']): string {
  const { signaling, turn } = addresses[family];
  return `127.0.0.1 localhost
::1 localhost
${signaling} ${names.signaling} ${names.signaling}.
${turn} ${names.turn} ${names.turn}.
`;
}
