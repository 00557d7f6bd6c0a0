package dev.tieline.testkit.internal.aws;

import dev.tieline.net.Cidr;
import dev.tieline.testkit.Delays;
import dev.tieline.testkit.XmlElement;
import dev.tieline.testkit.internal.Query;
import dev.tieline.testkit.internal.aws.Peering.End;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** VPC peering connections: one object, seen from two sides. */
final class Peerings {

  private static final String BAD_REQUEST =
      "Failed due to incorrect VPC-ID, Account ID, or overlapping CIDR range";

  private Peerings() {}

  static void register(Actions actions) {
    actions.reads("DescribeVpcPeeringConnections", Peerings::describe);
    actions.writes("CreateVpcPeeringConnection", Peerings::create);
    actions.writes("AcceptVpcPeeringConnection", Peerings::accept);
    actions.writes("RejectVpcPeeringConnection", Peerings::reject);
    actions.writes("DeleteVpcPeeringConnection", Peerings::delete);
    actions.writes("ModifyVpcPeeringConnectionOptions", Peerings::modifyOptions);
  }

  static List<Peering> all(Ec2Call call) {
    return call.all(Kind.PEERING, "-", "-");
  }

  /** Finds a connection, whoever sees it. */
  static @Nullable Peering find(Ec2Call call, String id) {
    return call.find(Kind.PEERING, "-", "-", id);
  }

  static @Nullable Peering findVisible(Ec2Call call, String id) {
    Peering peering = find(call, id);
    return peering != null && isVisible(call, peering) ? peering : null;
  }

  static Peering require(Ec2Call call, String id) {
    Kind.PEERING.checkShape(id);
    Peering peering = findVisible(call, id);
    if (peering == null) {
      throw Kind.PEERING.notFound(id);
    }
    return peering;
  }

  private static boolean isVisible(Ec2Call call, Peering peering) {
    return peering.isVisible(call.account, call.region, call.now, call.config.delays());
  }

  private static String state(Ec2Call call, Peering peering) {
    return peering.state(call.now, call.config.delays());
  }

  private static boolean isLiving(Ec2Call call, Peering peering) {
    return Peering.isLiving(state(call, peering));
  }

  private static void put(Ec2Call call, Peering peering) {
    call.put(Kind.PEERING, "-", "-", peering.id(), peering);
  }

  /** Returns the living connections of a VPC of the caller's. */
  static List<Peering> living(Ec2Call call, String vpcId) {
    return living(call, call.account, call.region, vpcId);
  }

  private static List<Peering> living(Ec2Call call, String account, String region, String vpcId) {
    return all(call).stream()
        .filter(peering -> peering.touches(vpcId))
        .filter(
            peering ->
                peering.ends().stream()
                    .anyMatch(end -> end.isIn(account, region) && end.vpcId().equals(vpcId)))
        .filter(peering -> isLiving(call, peering))
        .toList();
  }

  /** Returns the blocks of all VPCs that a VPC has an accepted peering with. */
  static List<Cidr> peerBlocks(Ec2Call call, String vpcId) {
    List<Cidr> blocks = new ArrayList<>();
    for (Peering peering : living(call, vpcId)) {
      if (peering.acceptedAt() != null) {
        End other =
            peering.requester().vpcId().equals(vpcId) ? peering.accepter() : peering.requester();
        blocks.addAll(blocks(call, other));
      }
    }
    return blocks;
  }

  /** Returns an active connection between two VPCs, or null. */
  static @Nullable Peering between(Ec2Call call, String vpcId, String otherVpcId) {
    for (Peering peering : all(call)) {
      if (peering.touches(vpcId)
          && peering.touches(otherVpcId)
          && peering.isActive(call.now, call.config.delays())) {
        return peering;
      }
    }
    return null;
  }

  /** Returns the blocks an end has now; a VPC that is gone keeps those of the request. */
  private static List<Cidr> blocks(Ec2Call call, End end) {
    Vpc vpc = call.find(Kind.VPC, end.account(), end.region(), end.vpcId());
    return vpc == null ? end.blocks() : vpc.cidrs();
  }

  private static void create(Ec2Call call) {
    Vpc vpc = call.require(Kind.VPC, call.query.require("VpcId"));
    String peerId = call.query.require("PeerVpcId");
    Kind.VPC.checkShape(peerId);
    String peerAccount = call.query.get("PeerOwnerId", call.account);
    String peerRegion = call.query.get("PeerRegion", call.region);
    if (!peerAccount.matches("[0-9]{12}")) {
      throw AwsError.invalid(
          "peerOwnerId", peerAccount, "Expecting an account ID of twelve digits.");
    }
    if (!call.config.regions().contains(peerRegion)) {
      throw AwsError.invalid("peerRegion", peerRegion, "The region does not exist.");
    }
    boolean near = peerAccount.equals(call.account) && peerRegion.equals(call.region);
    Vpc peer =
        near
            ? call.require(Kind.VPC, peerId)
            : call.find(Kind.VPC, peerAccount, peerRegion, peerId);
    if (peerId.equals(vpc.id())) {
      throw AwsError.of("InvalidParameterValue", "A VPC cannot be peered with itself: " + peerId);
    }
    Peering same = livingRequest(call, vpc.id(), peerId);
    if (same != null) {
      if (!call.config.switches().samePairReturnsExisting()) {
        throw AwsError.of(
            "VpcPeeringConnectionAlreadyExists",
            "A VPC peering connection between the VPCs exists already: " + same.id());
      }
      call.query.ignores("TagSpecification");
      call.out.nest("vpcPeeringConnection", item -> write(call, item, same));
      return;
    }
    refuseOverQuota(call, vpc.id());
    List<Cidr> peerBlocks = peer == null ? List.of() : peer.cidrs();
    boolean overlap =
        vpc.cidrs().stream().anyMatch(block -> peerBlocks.stream().anyMatch(block::overlaps));
    Peering peering =
        Peering.requested(
            call.newId(Kind.PEERING),
            new End(call.account, call.region, vpc.id(), vpc.cidrs()),
            new End(peerAccount, peerRegion, peerId, peerBlocks),
            call.now,
            call.now.plus(call.config.delays().peeringRequest()),
            peer == null || overlap ? BAD_REQUEST : null);
    put(call, peering);
    Tags.specified(call, Kind.PEERING, peering.id());
    call.out.nest("vpcPeeringConnection", item -> write(call, item, peering));
  }

  private static @Nullable Peering livingRequest(Ec2Call call, String vpcId, String peerId) {
    for (Peering peering : living(call, vpcId)) {
      if (peering.requester().vpcId().equals(vpcId)
          && peering.accepter().vpcId().equals(peerId)
          && peering.failure() == null) {
        return peering;
      }
    }
    return null;
  }

  private static void refuseOverQuota(Ec2Call call, String vpcId) {
    if (living(call, vpcId).size() >= call.quota(ServiceQuotas.PEERINGS_PER_VPC)) {
      throw tooMany(vpcId);
    }
    long outstanding =
        all(call).stream()
            .filter(peering -> peering.requester().isIn(call.account, call.region))
            .filter(peering -> peering.acceptedAt() == null)
            .filter(peering -> isLiving(call, peering))
            .count();
    if (outstanding >= call.quota(ServiceQuotas.OUTSTANDING_PEERINGS)) {
      throw AwsError.of(
          "OutstandingVpcPeeringConnectionLimitExceeded",
          "You have reached the limit of outstanding VPC peering connection requests.");
    }
  }

  private static AwsError tooMany(String vpcId) {
    return AwsError.of(
        "VpcPeeringConnectionsPerVpcLimitExceeded",
        "You have reached the limit on the number of VPC peering connections of VPC " + vpcId);
  }

  private static void accept(Ec2Call call) {
    Peering peering = require(call, call.query.require("VpcPeeringConnectionId"));
    refuseUnlessAccepter(call, peering, "accept");
    String state = state(call, peering);
    if (!state.equals("pending-acceptance")) {
      throw transition(peering, state, "provisioning");
    }
    End accepter = peering.accepter();
    End requester = peering.requester();
    if (between(call, accepter.vpcId(), requester.vpcId()) != null) {
      throw AwsError.of(
          "VpcPeeringConnectionAlreadyExists",
          "A VPC peering connection between the VPCs is active already.");
    }
    long accepted =
        living(call, accepter.vpcId()).stream().filter(p -> p.acceptedAt() != null).count();
    if (accepted >= call.quota(ServiceQuotas.PEERINGS_PER_VPC)) {
      throw tooMany(accepter.vpcId());
    }
    List<Cidr> theirs = blocks(call, requester);
    boolean overlap =
        blocks(call, accepter).stream()
            .anyMatch(block -> theirs.stream().anyMatch(block::overlaps));
    Peering changed = overlap ? peering.failed(call.now, BAD_REQUEST) : peering.accepted(call.now);
    put(call, changed);
    call.out.nest("vpcPeeringConnection", item -> write(call, item, changed));
  }

  private static void refuseUnlessAccepter(Ec2Call call, Peering peering, String verb) {
    End accepter = peering.accepter();
    if (!accepter.account().equals(call.account)) {
      throw AwsError.of(
          "OperationNotPermitted",
          "User " + call.account + " cannot " + verb + " peering " + peering.id());
    }
    if (!accepter.region().equals(call.region)) {
      throw AwsError.of(
          "OperationNotPermitted",
          "Incorrect region ("
              + call.region
              + ") specified for this request. VPC peering connection "
              + peering.id()
              + " must be "
              + verb
              + "ed in region "
              + accepter.region());
    }
  }

  private static AwsError transition(Peering peering, String from, String to) {
    return AwsError.of(
        "InvalidStateTransition",
        "Invalid state transition for "
            + peering.id()
            + ", attempted to transition from "
            + from
            + " to "
            + to);
  }

  private static void reject(Ec2Call call) {
    Peering peering = require(call, call.query.require("VpcPeeringConnectionId"));
    refuseUnlessAccepter(call, peering, "reject");
    String state = state(call, peering);
    if (!state.equals("pending-acceptance") && !state.equals("initiating-request")) {
      throw transition(peering, state, "rejected");
    }
    put(call, peering.rejected(call.now));
    call.out.add("return", true);
  }

  private static void delete(Ec2Call call) {
    Peering peering = require(call, call.query.require("VpcPeeringConnectionId"));
    String state = state(call, peering);
    if (!Peering.isLiving(state)) {
      throw transition(peering, state, "deleting");
    }
    if (peering.acceptedAt() == null && !peering.requester().account().equals(call.account)) {
      throw AwsError.of(
          "OperationNotPermitted",
          "User " + call.account + " cannot delete the pending peering " + peering.id());
    }
    delete(call, peering);
    call.out.add("return", true);
  }

  static void delete(Ec2Call call, Peering peering) {
    put(call, peering.deleted(call.now, call.account));
  }

  private static void modifyOptions(Ec2Call call) {
    Peering peering = require(call, call.query.require("VpcPeeringConnectionId"));
    Query ofRequester = call.query.below("RequesterPeeringConnectionOptions");
    Query ofAccepter = call.query.below("AccepterPeeringConnectionOptions");
    if (!ofRequester.isPresent() && !ofAccepter.isPresent()) {
      throw AwsError.missing(
          "requesterPeeringConnectionOptions or accepterPeeringConnectionOptions");
    }
    if (!state(call, peering).equals("active")) {
      throw AwsError.of(
          "OperationNotPermitted",
          "Peering "
              + peering.id()
              + " is not active. Peering options can be added only to active peerings.");
    }
    boolean requesterDns =
        options(call, peering, peering.requester(), ofRequester, peering.requesterDns());
    boolean accepterDns =
        options(call, peering, peering.accepter(), ofAccepter, peering.accepterDns());
    put(call, peering.withDns(requesterDns, accepterDns));
    if (ofRequester.isPresent()) {
      call.out.nest(
          "requesterPeeringConnectionOptions", options -> writeOptions(options, requesterDns));
    }
    if (ofAccepter.isPresent()) {
      call.out.nest(
          "accepterPeeringConnectionOptions", options -> writeOptions(options, accepterDns));
    }
  }

  private static boolean options(
      Ec2Call call, Peering peering, End end, Query options, boolean present) {
    if (!options.isPresent()) {
      return present;
    }
    if (!end.isIn(call.account, call.region)) {
      throw AwsError.of(
          "OperationNotPermitted",
          "Peering options of VPC "
              + end.vpcId()
              + " of "
              + peering.id()
              + " can be modified only by its owner in its region.");
    }
    boolean far = !peering.requester().region().equals(peering.accepter().region());
    for (String classic :
        List.of(
            "AllowEgressFromLocalClassicLinkToRemoteVpc",
            "AllowEgressFromLocalVpcToRemoteClassicLink")) {
      if (options.has(classic) && (far || options.flag(classic, false))) {
        throw AwsError.of(
            "OperationNotPermitted",
            "ClassicLink options cannot be set on peering " + peering.id());
      }
    }
    return options.flag("AllowDnsResolutionFromRemoteVpc", present);
  }

  private static void writeOptions(XmlElement options, boolean dns) {
    options
        .add("allowDnsResolutionFromRemoteVpc", dns)
        .add("allowEgressFromLocalClassicLinkToRemoteVpc", false)
        .add("allowEgressFromLocalVpcToRemoteClassicLink", false);
  }

  private static void describe(Ec2Call call) {
    List<Peering> visible = all(call).stream().filter(peering -> isVisible(call, peering)).toList();
    Listing<Peering> listing =
        Listing.of(call, Kind.PEERING, "VpcPeeringConnectionId", visible, Peering::id)
            .filter("vpc-peering-connection-id", Peering::id)
            .filter("status-code", peering -> state(call, peering))
            .filter("status-message", peering -> message(call, peering))
            .filter("expiration-time", Peering::expiresAt);
    addFilters(call, listing, "requester-vpc-info.", Peering::requester);
    addFilters(call, listing, "accepter-vpc-info.", Peering::accepter);
    listing.write(
        "vpcPeeringConnectionSet", 5, 1000, (item, peering) -> write(call, item, peering));
  }

  private static void addFilters(
      Ec2Call call, Listing<Peering> listing, String prefix, Function<Peering, End> side) {
    listing
        .filter(prefix + "vpc-id", peering -> side.apply(peering).vpcId())
        .filter(prefix + "owner-id", peering -> side.apply(peering).account())
        .filters(
            prefix + "cidr-block",
            peering ->
                showsBlocks(call, peering, side.apply(peering))
                    ? blocks(call, side.apply(peering)).stream().map(Cidr::toString).toList()
                    : List.of());
  }

  private static String message(Ec2Call call, Peering peering) {
    return switch (state(call, peering)) {
      case "initiating-request" -> "Initiating Request to " + peering.accepter().account();
      case "pending-acceptance" -> "Pending Acceptance by " + peering.accepter().account();
      case "provisioning" -> "Provisioning";
      case "active" -> "Active";
      case "rejected" -> "Rejected by " + peering.accepter().account();
      case "expired" -> "Expired";
      case "deleting" -> "Deleting";
      case "deleted" -> "Deleted by " + peering.deletedBy();
      default -> peering.failure() == null ? "Failed" : peering.failure();
    };
  }

  /** The accepter's blocks are shown to the requester only once the connection is active. */
  private static boolean showsBlocks(Ec2Call call, Peering peering, End end) {
    Delays delays = call.config.delays();
    return end.isIn(call.account, call.region)
        || peering.isActive(call.now, delays)
        || (end.equals(peering.requester()) && isLiving(call, peering));
  }

  private static void write(Ec2Call call, XmlElement item, Peering peering) {
    String state = state(call, peering);
    writeEnd(call, item, "accepterVpcInfo", peering, peering.accepter(), peering.accepterDns());
    if (state.equals("initiating-request") || state.equals("pending-acceptance")) {
      Instant expires = peering.expiresAt();
      item.add("expirationTime", Times.iso(expires));
    }
    writeEnd(call, item, "requesterVpcInfo", peering, peering.requester(), peering.requesterDns());
    item.nest("status", status -> status.add("code", state).add("message", message(call, peering)));
    Tags.write(call, item, peering.id());
    item.add("vpcPeeringConnectionId", peering.id());
  }

  private static void writeEnd(
      Ec2Call call, XmlElement item, String name, Peering peering, End end, boolean dns) {
    item.nest(
        name,
        info -> {
          info.add("ownerId", end.account()).add("vpcId", end.vpcId()).add("region", end.region());
          if (showsBlocks(call, peering, end)) {
            List<Cidr> blocks = blocks(call, end);
            blocks.stream().filter(Cidr::isV4).findFirst().ifPresent(b -> info.add("cidrBlock", b));
            info.items(
                "cidrBlockSet",
                blocks.stream().filter(Cidr::isV4).toList(),
                (entry, block) -> entry.add("cidrBlock", block));
            info.items(
                "ipv6CidrBlockSet",
                blocks.stream().filter(Cidr::isV6).toList(),
                (entry, block) -> entry.add("ipv6CidrBlock", block));
          }
          boolean active = peering.isActive(call.now, call.config.delays());
          if (active && end.account().equals(call.account)) {
            info.nest("peeringOptions", options -> writeOptions(options, dns));
          }
        });
  }
}
