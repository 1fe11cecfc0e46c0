/**
 * Kinds of network address translation, by the names of RFC 3489 that people know; RFC 4787 calls
 * their mapping and filtering endpoint-independent or address-and-port-dependent.
 */
export type Nat = 'none' | 'full-cone' | 'port-restricted' | 'symmetric';

/** What a site's firewall lets out. */
export type Firewall = 'open' | 'no-udp' | 'only-tcp-443';

/**
 * The router's rules, for nftables 1.0.6. `wan0` and `lan0` are its interfaces, `host` is the one
 * computer behind it. Unasked packets on the outside are dropped, not refused, as routers do.
 */
export function nftables(nat: Nat, firewall: Firewall, host: string): string {
  return `
add table inet lab
delete table inet lab
table inet lab {
  set open { type inet_service; flags dynamic, timeout; timeout 120s; }
  chain input {
    type filter hook input priority 0; policy accept;
    iifname "wan0" ct state established,related accept
    iifname "wan0" meta l4proto { tcp, udp } drop
  }
  chain forward {
    type filter hook forward priority 0; policy accept;
    ${firewallRules[firewall]}
    ${nat === 'full-cone' ? 'iifname "lan0" oifname "wan0" meta l4proto udp update @open { udp sport }' : ''}
    ${nat === 'none' ? '' : 'iifname "wan0" ct status dnat accept'}
    ${nat === 'none' ? '' : 'iifname "wan0" ct state new drop'}
  }
  chain prerouting {
    type nat hook prerouting priority -100;
    ${nat === 'full-cone' ? `iifname "wan0" udp dport @open dnat ip to ${host}` : ''}
  }
  chain postrouting {
    type nat hook postrouting priority 100;
    ${masquerade[nat]}
  }
}
`;
}

const firewallRules: Record<Firewall, string> = {
  open: '',
  'no-udp': 'meta l4proto udp drop',
  'only-tcp-443': `
    iifname "lan0" tcp dport 443 accept
    iifname "lan0" drop`,
};

const masquerade: Record<Nat, string> = {
  none: '',
  'full-cone': 'oifname "wan0" masquerade',
  'port-restricted': 'oifname "wan0" masquerade',
  symmetric: 'oifname "wan0" masquerade random,fully-random',
};
