package dev.tieline.aws.internal;

import dev.tieline.spi.Scope;
import java.util.ArrayList;
import java.util.List;

/**
 * One side's DNS option of a peering connection.
 *
 * @param scope where the side is
 * @param pcx the id of the connection
 * @param vpc the id of the side's VPC
 * @param asRequester whether it is the requester's side
 * @param on whether the other side resolves this side's names to private addresses
 * @param status the state of the connection
 * @param before the id of the label with the old value, which is removed after it is restored;
 *     empty if there is none
 */
record DnsOption(
    Scope scope,
    String pcx,
    String vpc,
    boolean asRequester,
    boolean on,
    String status,
    String before) {
  /** Returns the options of both sides, as one view shows them. */
  static List<DnsOption> of(Pcx pcx) {
    List<DnsOption> options = new ArrayList<>();
    options.add(of(pcx, pcx.requester()));
    options.add(of(pcx, pcx.accepter()));
    return options;
  }

  static DnsOption of(Pcx pcx, Side side) {
    return new DnsOption(
        pcx.scope(),
        pcx.id(),
        side.vpc(),
        side.equals(pcx.requester()),
        Boolean.TRUE.equals(side.dnsFromRemote()),
        pcx.status(),
        "");
  }

  DnsOption with(boolean state) {
    return new DnsOption(scope, pcx, vpc, asRequester, state, status, before);
  }

  DnsOption restoring(String label) {
    return new DnsOption(scope, pcx, vpc, asRequester, on, status, label);
  }

  String id() {
    return pcx + "|" + vpc;
  }
}
