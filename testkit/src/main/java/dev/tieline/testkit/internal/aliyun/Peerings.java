package dev.tieline.testkit.internal.aliyun;

import dev.tieline.net.Cidr;
import dev.tieline.testkit.AliyunOpening;
import dev.tieline.testkit.AliyunQuota;
import dev.tieline.testkit.AliyunSwitch;
import dev.tieline.testkit.internal.Json;
import dev.tieline.testkit.internal.Times;
import dev.tieline.testkit.internal.aliyun.Peering.End;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The life of VPC peering connections. The cloud does not look whether the blocks of the two VPCs
 * overlap.
 */
final class Peerings {

  private static final List<String> LINK_TYPES = List.of("Gold", "Platinum", "Silver");
  private static final int DEFAULT_BANDWIDTH = 1024;

  private Peerings() {}

  static void register(Actions actions) {
    actions.writes(
        "CreateVpcPeerConnection",
        "RegionId* VpcId* AcceptingAliUid*:long AcceptingRegionId* AcceptingVpcId* Bandwidth:int"
            + " LinkType Name Description ResourceGroupId Tag.N.Key Tag.N.Value ClientToken"
            + " DryRun:bool",
        Peerings::create);
    actions.writes(
        "AcceptVpcPeerConnection",
        "InstanceId* ResourceGroupId Tag.N.Key Tag.N.Value ClientToken DryRun:bool",
        Peerings::accept);
    actions.writes(
        "RejectVpcPeerConnection", "InstanceId* ClientToken DryRun:bool", Peerings::reject);
    actions.writes(
        "ModifyVpcPeerConnection",
        "InstanceId* Name Description Bandwidth:int LinkType ClientToken DryRun:bool",
        Peerings::modify);
    actions.writes(
        "DeleteVpcPeerConnection",
        "InstanceId* Force:bool ClientToken DryRun:bool",
        Peerings::delete);
    actions.reads(
        "GetVpcPeerConnectionAttribute",
        "InstanceId*",
        call -> write(call, call.out, require(call)));
    actions.reads(
        "ListVpcPeerConnections",
        "RegionId InstanceId Name VpcId.N ResourceGroupId Tags.N.Key Tags.N.Value MaxResults:int"
            + " NextToken",
        Peerings::list);
  }

  /** Returns the connections that a caller may see: those of which it owns a side. */
  static List<Peering> visible(Rpc call) {
    return call.everywhere(Kind.PEERING).stream()
        .filter(peering -> peering.concerns(call.account))
        .sorted(Comparator.comparing(Peering::id))
        .toList();
  }

  static @Nullable Peering visible(Rpc call, String id) {
    Peering peering = call.anywhere(Kind.PEERING, id);
    return peering != null && peering.concerns(call.account) ? peering : null;
  }

  /** Returns the connections that a VPC has, dead ones that still have to be deleted as well. */
  static List<Peering> of(Rpc call, String vpcId) {
    return call.everywhere(Kind.PEERING).stream()
        .filter(peering -> peering.endOf(vpcId) != null)
        .filter(peering -> !status(call, peering).equals("Deleted"))
        .toList();
  }

  private static String status(Rpc call, Peering peering) {
    return peering.status(call.config, call.now);
  }

  private static Peering require(Rpc call) {
    Peering peering = visible(call, call.text("InstanceId"));
    if (peering == null) {
      throw AliyunError.of(
          "ResourceNotFound.InstanceId", "The specified resource of InstanceId is not found.");
    }
    return peering;
  }

  private static void requireStatus(Rpc call, Peering peering, String... wanted) {
    String status = status(call, peering);
    if (!List.of(wanted).contains(status)) {
      throw AliyunError.of(
          "IncorrectStatus.VpcPeer",
          "The status of VpcPeer " + peering.id() + " is " + status + " and not correct.");
    }
  }

  private static void create(Rpc call) {
    End requester = new End(call.account, call.region, call.text("VpcId"));
    End accepter =
        new End(
            call.text("AcceptingAliUid"),
            call.text("AcceptingRegionId"),
            call.text("AcceptingVpcId"));
    boolean crossRegion = !requester.region().equals(accepter.region());
    requireCdt(call, call.account, requester, accepter);
    requireCdt(call, accepter.account(), requester, accepter);
    checkMoney(call, call.account, "IncorrectBusinessStatus.VpcPeer");
    checkMoney(call, accepter.account(), "IncorrectBusinessStatus.AcceptUserVpcPeer");
    if (!call.config.regions().contains(accepter.region())) {
      throw AliyunError.of("UnsupportedRegion", "The region is not supported.");
    }
    Vpc mine = call.find(Kind.VPC, requester.vpcId());
    Vpc theirs = call.find(Kind.VPC, accepter.account(), accepter.region(), accepter.vpcId());
    if (mine == null) {
      throw AliyunError.of(
          "ResourceNotFound.VpcId", "The specified resource of VpcId is not found.");
    }
    if (theirs == null) {
      throw AliyunError.of(
          "ResourceNotFound.AcceptingVpcId",
          "The specified resource of AcceptingVpcId is not found.");
    }
    if (mine.id().equals(theirs.id())) {
      throw AliyunError.illegal("AcceptingVpcId", "it is the requester itself");
    }
    boolean otherSite =
        call.config.isInternational(mine.account())
            != call.config.isInternational(theirs.account());
    if (otherSite || !Places.partition(mine.region()).equals(Places.partition(theirs.region()))) {
      throw AliyunError.of(
          "OperationFailed.ViolativeVpcPeer", "The two VPCs are not allowed to be connected.");
    }
    Vpcs.requireAvailable(call, mine, "IncorrectStatus.Vpc");
    Vpcs.requireAvailable(call, theirs, "IncorrectStatus.AcceptingVpc");
    checkPair(call, mine, theirs);
    checkQuotas(call, requester, accepter, crossRegion);
    int bandwidth = bandwidth(call, crossRegion, DEFAULT_BANDWIDTH);
    String linkType = linkType(call, crossRegion, "Gold");
    String id = call.newId("pcc");
    call.put(
        Kind.PEERING,
        new Peering(
            id,
            requester,
            accepter,
            bandwidth,
            linkType,
            call.text("Name"),
            call.text("Description"),
            false,
            call.now,
            null,
            false,
            null,
            null));
    Tags.create(call, id);
    call.out.put("InstanceId", id);
  }

  /** Traffic is billed by CDT: both sides must have opened it, across borders its other kind. */
  private static void requireCdt(Rpc call, String account, Peering.End one, Peering.End two) {
    boolean crossesBorder = Places.isMainland(one.region()) != Places.isMainland(two.region());
    AliyunOpening service = crossesBorder ? AliyunOpening.CDT_CROSS_BORDER : AliyunOpening.CDT;
    boolean own = account.equals(call.account);
    if (own && !call.isOpen(service, account) && call.is(AliyunSwitch.CDT_OPENS_BY_ITSELF)) {
      call.open(service, account);
    }
    if (call.config.accounts().contains(account) && !call.isOpen(service, account)) {
      throw AliyunError.of(
          "OperationFailed."
              + (own ? "" : "AcceptUser")
              + (crossesBorder ? "CrossBorder" : "")
              + "CdtNotOpened",
          "The CDT service of the user " + account + " is not opened.");
    }
  }

  private static void checkMoney(Rpc call, String account, String code) {
    if (call.isInArrears(account)) {
      throw AliyunError.of(code, "The business status of the user " + account + " is not normal.");
    }
  }

  private static void checkPair(Rpc call, Vpc mine, Vpc theirs) {
    for (Peering other : of(call, mine.id())) {
      String status = status(call, other);
      boolean dead = status.equals("Rejected") || status.equals("Expired");
      if (other.endOf(theirs.id()) != null
          && !(dead && !call.is(AliyunSwitch.DEAD_PEERING_BLOCKS))) {
        throw AliyunError.of(
            "ResourceAlreadyExist.VpcPeer",
            "The VpcPeer " + other.id() + " between the VPCs already exists.");
      }
    }
    for (Vpc vpc : List.of(mine, theirs)) {
      for (Peering other : of(call, vpc.id())) {
        if (List.of("Creating", "Updating", "Deleting").contains(status(call, other))) {
          throw AliyunError.of(
              "Conflict.Operation", "Another VpcPeer of " + vpc.id() + " is being worked on.");
        }
      }
    }
  }

  private static void checkQuotas(Rpc call, End requester, End accepter, boolean crossRegion) {
    AliyunQuota quota =
        crossRegion
            ? AliyunQuota.PEERINGS_PER_VPC_ACROSS_REGIONS
            : AliyunQuota.PEERINGS_PER_VPC_WITHIN_REGION;
    for (End end : List.of(requester, accepter)) {
      long present =
          of(call, end.vpcId()).stream()
              .filter(peering -> peering.crossesRegions() == crossRegion)
              .count();
      if (present >= call.quota(quota, end.account(), end.region())) {
        throw AliyunError.of(
            crossRegion
                ? "QuotaExceeded.CrossRegionVpcPeerCountPerVpc"
                : "QuotaExceeded.IntraRegionVpcPeerCountPerVpc",
            "The quota of VpcPeers of " + end.vpcId() + " is exceeded.");
      }
    }
    if (call.all(Kind.PEERING).size() >= call.quota(AliyunQuota.PEERINGS_PER_REGION)) {
      throw AliyunError.of(
          "QuotaExceeded.VpcPeerCountPerUserPerRegion",
          "The quota of VpcPeers of the user in the region is exceeded.");
    }
  }

  /** Within a region there is no limit, which is written as -1; a wished one is not looked at. */
  private static int bandwidth(Rpc call, boolean crossRegion, int otherwise) {
    if (!crossRegion) {
      return -1;
    }
    int bandwidth = Objects.requireNonNullElse(call.query.number("Bandwidth"), otherwise);
    if (bandwidth <= 0) {
      throw AliyunError.illegal("Bandwidth", "it must be above 0");
    }
    if (bandwidth > call.quota(AliyunQuota.PEERING_BANDWIDTH)) {
      throw AliyunError.of("QuotaExceeded.Bandwidth", "The quota of bandwidth is exceeded.");
    }
    return bandwidth;
  }

  private static String linkType(Rpc call, boolean crossRegion, String otherwise) {
    String wished = call.text("LinkType");
    if (!wished.isEmpty() && !LINK_TYPES.contains(wished)) {
      throw AliyunError.illegal("LinkType", "it must be one of " + LINK_TYPES);
    }
    return crossRegion ? (wished.isEmpty() ? otherwise : wished) : "";
  }

  private static void accept(Rpc call) {
    Peering peering = require(call);
    requireAccepter(call, peering);
    requireStatus(call, peering, "Accepting");
    requireCdt(call, call.account, peering.requester(), peering.accepter());
    checkMoney(call, call.account, "IncorrectBusinessStatus.VpcPeer");
    call.put(Kind.PEERING, peering.answered(false, call.now));
    Tags.create(call, peering.id());
  }

  private static void reject(Rpc call) {
    Peering peering = require(call);
    requireAccepter(call, peering);
    requireStatus(call, peering, "Accepting");
    call.put(Kind.PEERING, peering.answered(true, call.now));
  }

  private static void requireAccepter(Rpc call, Peering peering) {
    if (!peering.accepter().account().equals(call.account)) {
      throw new AliyunError(
          403, "Forbidden.NoPermission", "Only the accepting user can do that.", null);
    }
  }

  private static void modify(Rpc call) {
    Peering peering = require(call);
    refuseManaged(peering);
    requireStatus(call, peering, "Activated");
    if (!peering.crossesRegions() && call.query.has("Bandwidth")) {
      throw AliyunError.of(
          "OperationFailed.BandwidthCannotBeChangedInSameRegion",
          "The bandwidth of a VpcPeer within a region cannot be changed.");
    }
    if (!peering.crossesRegions() && call.query.has("LinkType")) {
      throw AliyunError.of(
          "OperationFailed.SpecificLinkTypeNotSupported",
          "A VpcPeer within a region has no link type.");
    }
    call.put(
        Kind.PEERING,
        peering.changed(
            bandwidth(call, peering.crossesRegions(), peering.bandwidth()),
            linkType(call, peering.crossesRegions(), peering.linkType()),
            call.query.get("Name", peering.name()),
            call.query.get("Description", peering.description()),
            call.now));
  }

  private static void refuseManaged(Peering peering) {
    if (peering.managed()) {
      throw AliyunError.of(
          "OperationDenied.ServiceManagedInstance", "The instance is managed by a cloud service.");
    }
  }

  private static void delete(Rpc call) {
    Peering peering = require(call);
    refuseManaged(peering);
    requireStatus(call, peering, "Activated", "Accepting", "Rejected", "Expired");
    List<RouteEntry> routes = Routes.to(call, peering.id());
    if (!routes.isEmpty() && !call.query.flag("Force", false)) {
      throw AliyunError.of(
          "OperationDenied.RouteEntryExist",
          "There is a route entry whose next hop is " + peering.id() + ".");
    }
    routes.forEach(route -> call.put(Kind.ROUTE, route.deleted(call.now)));
    call.put(Kind.PEERING, peering.deleted(call.now));
    call.untag(peering.requester().account(), peering.id());
    call.untag(peering.accepter().account(), peering.id());
  }

  private static void list(Rpc call) {
    String id = call.text("InstanceId");
    String name = call.text("Name");
    List<String> vpcs = call.query.list("VpcId");
    List<Peering> found =
        visible(call).stream()
            .filter(peering -> id.isEmpty() || peering.id().equals(id))
            .filter(peering -> name.isEmpty() || peering.name().equals(name))
            .filter(
                peering ->
                    call.region.isEmpty()
                        || isIn(peering.requester(), call)
                        || isIn(peering.accepter(), call))
            .filter(
                peering ->
                    vpcs.isEmpty() || vpcs.stream().anyMatch(vpc -> peering.endOf(vpc) != null))
            .filter(peering -> Tags.match(call, peering.id(), "Tags"))
            .toList();
    call.out
        .put("TotalCount", found.size())
        .put("MaxResults", Objects.requireNonNullElse(call.query.number("MaxResults"), 20))
        .list(
            "VpcPeerConnects",
            Pages.byToken(call, found, "MaxResults", 20, 100, Peering::id),
            (json, peering) -> write(call, json, peering));
  }

  private static boolean isIn(End end, Rpc call) {
    return end.account().equals(call.account) && end.region().equals(call.region);
  }

  private static void write(Rpc call, Json json, Peering peering) {
    boolean arrears =
        call.isInArrears(peering.requester().account())
            || call.isInArrears(peering.accepter().account());
    json.put("InstanceId", peering.id())
        .put("Status", status(call, peering))
        .put("BizStatus", arrears ? "FinancialLocked" : "Normal")
        .put("RegionId", peering.requester().region())
        .account("OwnerId", peering.requester().account())
        .put("AcceptingRegionId", peering.accepter().region())
        .account("AcceptingOwnerUid", peering.accepter().account())
        .nest("Vpc", item -> write(call, item, peering.requester()))
        .nest("AcceptingVpc", item -> write(call, item, peering.accepter()))
        .put("Bandwidth", peering.bandwidth())
        .put("LinkType", peering.linkType())
        .put("Name", peering.name())
        .put("Description", peering.description())
        .put("GmtCreate", Times.iso(peering.createdAt()))
        .put("GmtModified", Times.iso(modified(peering)))
        .put("GmtExpired", Times.iso(peering.expiresAt(call.config)))
        .put("ManagedService", peering.managed() ? "SWAS" : "")
        .put("ResourceGroupId", "");
    Tags.writePlain(call, json, peering.id());
  }

  private static Instant modified(Peering peering) {
    if (peering.deletedAt() != null) {
      return peering.deletedAt();
    }
    if (peering.changedAt() != null) {
      return peering.changedAt();
    }
    return peering.answeredAt() == null ? peering.createdAt() : peering.answeredAt();
  }

  private static void write(Rpc call, Json json, End end) {
    Vpc vpc = call.find(Kind.VPC, end.account(), end.region(), end.vpcId());
    json.put("VpcId", end.vpcId())
        .texts(
            "Ipv4Cidrs",
            vpc == null ? List.of() : vpc.blocks().stream().map(Cidr::toString).toList())
        .texts(
            "Ipv6Cidrs",
            vpc == null || vpc.ipv6() == null ? List.of() : List.of(vpc.ipv6().toString()));
  }
}
