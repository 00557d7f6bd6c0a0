package dev.tieline.aws.internal;

import dev.tieline.net.Cidr;
import dev.tieline.net.Protocol;
import dev.tieline.net.Traffic;
import dev.tieline.provider.Inlet;
import dev.tieline.text.Quote;

/**
 * The other side's part of a peering as scripts of the AWS CLI for sh, bash and zsh. Every value is
 * quoted; what the reader has to fill in is a variable. A script ends at the first command that
 * fails.
 */
final class PeerScripts {
  /**
   * Zsh splits what a command prints, but not a variable (zsh manual, "Parameter Expansion" and
   * "Command Substitution"), so that the tables are printed.
   */
  private static final String EACH_TABLE = "for TABLE in $(printf '%s' \"$ROUTE_TABLE_IDS\"); do\n";

  private static final int MOST_LOOKS = 60;

  private final PeerPart part;
  private final StringBuilder out = new StringBuilder("set -eu\n");

  private PeerScripts(PeerPart part) {
    this.part = part;
  }

  /** Returns the script that accepts our request and does what comes after. */
  static String accept(PeerPart part) {
    PeerScripts script = new PeerScripts(part);
    script.variables();
    script.out.append("PCX=").append(Quote.shell(part.pcx())).append('\n');
    script.compare();
    script.call("accept-vpc-peering-connection", "--vpc-peering-connection-id \"$PCX\"");
    script.awaitActive();
    script.goOn();
    return script.out.toString();
  }

  /** Returns the script that makes the request. */
  static String ask(PeerPart part) {
    PeerScripts script = new PeerScripts(part);
    script.call(
        "create-vpc-peering-connection",
        "--vpc-id " + Quote.shell(part.vpc()),
        "--peer-vpc-id " + Quote.shell(part.ownVpc()),
        "--peer-owner-id " + Quote.shell(part.ownAccount()),
        "--peer-region " + Quote.shell(part.ownRegion()),
        "--query VpcPeeringConnection.VpcPeeringConnectionId",
        "--output text");
    return script.out.toString();
  }

  /** Returns the script for when we have accepted the request. */
  static String goOn(PeerPart part) {
    PeerScripts script = new PeerScripts(part);
    script.out.append(": \"${PCX:?set it to the id that the first script printed}\"\n");
    script.variables();
    script
        .out
        .append("if [ \"$(")
        .append(script.look("Status.Code"))
        .append(")\" != active ]; then\n");
    script.out.append("  echo \"$PCX is not active: it has not been accepted yet\" >&2\n");
    script.out.append("  exit 1\nfi\n");
    script.goOn();
    return script.out.toString();
  }

  private void variables() {
    out.append(
        ": \"${ROUTE_TABLE_IDS:?set it to the route tables of your subnets, a space between}\"\n");
    if (!part.inlets().isEmpty()) {
      out.append(": \"${SECURITY_GROUP_ID:?set it to the security group of your hosts}\"\n");
    }
  }

  /**
   * Stops if the request is not ours, as AWS states it. The blocks of IPv6 are left out: whether a
   * request that waits shows them is not documented.
   */
  private void compare() {
    String side = "RequesterVpcInfo.";
    out.append("WANTED=").append(Quote.shell(wanted())).append('\n');
    out.append("FOUND=$(");
    out.append(
        look(
            "[join(`\" \"`, ["
                + side
                + "OwnerId, "
                + side
                + "Region, "
                + side
                + "VpcId, join(`\",\"`, sort("
                + side
                + "CidrBlockSet[].CidrBlock)), AccepterVpcInfo.VpcId])]"));
    out.append(")\n");
    out.append("if [ \"$FOUND\" != \"$WANTED\" ]; then\n");
    out.append("  echo \"not accepted: the request is of $FOUND, instead of $WANTED\" >&2\n");
    out.append("  exit 1\nfi\n");
  }

  private String wanted() {
    String blocks =
        String.join(
            ",",
            part.ownBlocks().stream().filter(Cidr::isV4).map(Cidr::toString).sorted().toList());
    return String.join(" ", part.ownAccount(), part.ownRegion(), part.ownVpc(), blocks, part.vpc());
  }

  /** A connection that was accepted is provisioned first, and refuses its options until then. */
  private void awaitActive() {
    out.append("LOOKS=0\n");
    out.append("until [ \"$(").append(look("Status.Code")).append(")\" = active ]; do\n");
    out.append("  LOOKS=$((LOOKS + 1))\n");
    out.append("  if [ \"$LOOKS\" -ge ").append(MOST_LOOKS).append(" ]; then\n");
    out.append("    echo \"$PCX did not become active\" >&2\n    exit 1\n  fi\n");
    out.append("  sleep 5\ndone\n");
  }

  /** Returns the command that prints something of the connection. */
  private String look(String what) {
    return "aws ec2 describe-vpc-peering-connections --region "
        + Quote.shell(part.region())
        + " --vpc-peering-connection-ids \"$PCX\" --output text --query "
        + Quote.shell("VpcPeeringConnections[0]." + what);
  }

  private void goOn() {
    if (!part.destinations().isEmpty()) {
      out.append(EACH_TABLE);
      for (Cidr block : part.destinations()) {
        out.append("  ");
        call(
            "create-route",
            "--route-table-id \"$TABLE\"",
            (block.isV4() ? "--destination-cidr-block " : "--destination-ipv6-cidr-block ")
                + Quote.shell(block.toString()),
            "--vpc-peering-connection-id \"$PCX\"");
      }
      out.append("done\n");
    }
    for (Inlet inlet : part.inlets()) {
      call(
          "authorize-security-group-ingress",
          "--group-id \"$SECURITY_GROUP_ID\"",
          "--ip-permissions " + Quote.shell(permission(inlet)));
    }
    if (part.dns()) {
      call(
          "modify-vpc-peering-connection-options",
          "--vpc-peering-connection-id \"$PCX\"",
          (part.asks() ? "--requester" : "--accepter")
              + "-peering-connection-options AllowDnsResolutionFromRemoteVpc=true");
    }
  }

  private void call(String command, String... options) {
    out.append("aws ec2 ").append(command).append(" --region ");
    out.append(Quote.shell(part.region()));
    for (String option : options) {
      out.append(" \\\n    ").append(option);
    }
    out.append('\n');
  }

  /** Returns a permission in the shorthand syntax of the AWS CLI. */
  private static String permission(Inlet inlet) {
    String ports = "";
    if (inlet.traffic().protocol() != Protocol.ALL) {
      ports = ",FromPort=" + from(inlet.traffic()) + ",ToPort=" + to(inlet.traffic());
    }
    String source =
        inlet.source().isV4()
            ? ",IpRanges=[{CidrIp=" + inlet.source() + "}]"
            : ",Ipv6Ranges=[{CidrIpv6=" + inlet.source() + "}]";
    return "IpProtocol=" + GroupRules.protocol(inlet.traffic(), inlet.source()) + ports + source;
  }

  static int from(Traffic traffic) {
    return traffic.protocol().hasPorts() ? traffic.fromPort() : -1;
  }

  static int to(Traffic traffic) {
    return traffic.protocol().hasPorts() ? traffic.toPort() : -1;
  }
}
