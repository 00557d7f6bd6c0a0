package dev.tieline.testkit.internal.aliyun;

import static dev.tieline.testkit.internal.aliyun.PrivateLink.fits;

import dev.tieline.testkit.AliyunDelay;
import dev.tieline.testkit.AliyunOpening;
import dev.tieline.testkit.AliyunSwitch;
import dev.tieline.testkit.internal.Json;
import dev.tieline.testkit.internal.Query;
import dev.tieline.testkit.internal.Signing;
import dev.tieline.testkit.internal.Times;
import dev.tieline.testkit.internal.aliyun.PrivateZone.Bound;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Private zones and which VPCs see them. Binding replaces the whole list of VPCs: who sends one VPC
 * unbinds all others.
 */
final class PrivateZones {

  private static final String LANG = " Lang UserClientIp";

  private static final Pattern NAME =
      Pattern.compile(
          "([a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?\\.)*[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?");

  // the words of the refusal (UpdateRecordRemark, PrivateZone API Reference, read 2026-11)
  private static final Pattern REMARK =
      Pattern.compile("[0-9A-Za-z\\p{IsHan}_,.\uFF0C\u3002-]{0,50}");

  private PrivateZones() {}

  static void register(Actions actions) {
    actions.writes(
        "AddZone",
        "ZoneName ProxyPattern DnsGroup ZoneTag ZoneType ResourceGroupId ClientToken Lang",
        PrivateZones::add);
    actions.writes("DeleteZone", "ZoneId* ClientToken" + LANG, PrivateZones::delete);
    actions.reads(
        "DescribeZones",
        "Keyword SearchMode QueryRegionId QueryVpcId ZoneTag.N ZoneType ResourceGroupId"
            + " PageNumber:int PageSize:int Lang",
        PrivateZones::describe);
    actions.reads("DescribeZoneInfo", "ZoneId* Lang", PrivateZones::info);
    actions.reads("DescribeZoneVpcTree", LANG, PrivateZones::tree);
    actions.reads(
        "CheckZoneName",
        "ZoneName" + LANG,
        call ->
            call.out
                .put("Check", NAME.matcher(call.text("ZoneName")).matches())
                .put("Success", true));
    actions.writes(
        "BindZoneVpc",
        "ZoneId* Vpcs.N.RegionId Vpcs.N.VpcId Vpcs.N.VpcType ClientToken" + LANG,
        PrivateZones::bind);
    actions.writes(
        "SetProxyPattern",
        "ZoneId* ProxyPattern* ClientToken" + LANG,
        call -> {
          PrivateZone zone = require(call);
          call.put(Kind.PRIVATE_ZONE, zone.falling(fallsBack(call), call.now));
          call.out.put("ZoneId", zone.id());
        });
    actions.writes(
        "UpdateZoneRemark",
        "ZoneId* Remark ClientToken" + LANG,
        call -> {
          PrivateZone zone = require(call);
          call.put(Kind.PRIVATE_ZONE, zone.remarked(remark(call), call.now));
          call.out.put("ZoneId", zone.id());
        });
    actions.writes(
        "AddUserVpcAuthorization",
        "AuthorizedUserId*:long AuthCode AuthChannel AuthType",
        PrivateZones::authorize);
    actions.writes(
        "DeleteUserVpcAuthorization", "AuthorizedUserId*:long AuthType", PrivateZones::unauthorize);
    actions.reads(
        "DescribeUserVpcAuthorizations",
        "AuthorizedUserId:long AuthType PageNumber:int PageSize:int",
        PrivateZones::authorizations);
    actions.reads(
        "DescribeUserServiceStatus",
        "Lang",
        call ->
            call.out.put(
                "Status",
                call.isOpen(AliyunOpening.PRIVATEZONE, call.account) ? "OPENED" : "CLOSED"));
    actions.reads(
        "DescribeRegions",
        "AcceptLanguage AuthorizedUserId:long Scene VpcType" + LANG,
        PrivateZones::regions);
  }

  /** Returns what stands with a zone or a record: short, and of few characters. */
  static String remark(Rpc call) {
    String remark = call.text("Remark");
    if (!REMARK.matcher(remark).matches()) {
      throw AliyunError.of(
          "Zone.Remark",
          "50 characters long. It can only contain numbers, Chinese, English and special"
              + " characters: _ - , .");
    }
    return remark;
  }

  static PrivateZone require(Rpc call) {
    return require(call, call.text("ZoneId"));
  }

  static PrivateZone require(Rpc call, String id) {
    PrivateZone zone = call.find(Kind.PRIVATE_ZONE, call.account, PrivateZone.GLOBAL, id);
    if (zone == null) {
      throw AliyunError.of("Zone.NotExists", "The zone does not exist.");
    }
    return zone;
  }

  static List<PrivateZone> all(Rpc call) {
    return call.all(Kind.PRIVATE_ZONE, call.account, PrivateZone.GLOBAL);
  }

  private static void add(Rpc call) {
    if (!call.isOpen(AliyunOpening.PRIVATEZONE, call.account)) {
      throw AliyunError.of("UserService.NotOpened", "The PrivateZone service is not opened.");
    }
    if (call.isInArrears(call.account)) {
      throw AliyunError.of("IncorrectBusinessStatus.Account", "The account is in arrears.");
    }
    String name = call.query.require("ZoneName").toLowerCase(Locale.ROOT);
    if (!NAME.matcher(name).matches() || name.length() > 253) {
      throw AliyunError.of("Zone.Invalid.Name", "The name of the zone is not valid.");
    }
    if (!call.is(AliyunSwitch.SAME_ZONE_NAME_ALLOWED)
        && all(call).stream().anyMatch(zone -> zone.name().equals(name))) {
      throw AliyunError.of("Zone.Exists", "The account has a zone of the name already.");
    }
    String group = call.query.get("DnsGroup", "NORMAL_ZONE");
    if (!List.of("NORMAL_ZONE", "FAST_ZONE").contains(group)) {
      throw AliyunError.invalid("DnsGroup");
    }
    String id = call.letters(32);
    call.put(
        Kind.PRIVATE_ZONE,
        new PrivateZone(
            id, call.account, name, fallsBack(call), group, "", List.of(), call.now, call.now));
    call.out.put("ZoneId", id).put("ZoneName", name).put("Success", true);
  }

  private static boolean fallsBack(Rpc call) {
    String pattern = call.query.get("ProxyPattern", "ZONE");
    if (!List.of("ZONE", "RECORD").contains(pattern)) {
      throw AliyunError.invalid("ProxyPattern");
    }
    return pattern.equals("RECORD");
  }

  private static void delete(Rpc call) {
    PrivateZone zone = require(call);
    if (!zone.vpcs().isEmpty()) {
      throw AliyunError.of("Zone.VpcExists", "A VPC is bound to the zone.");
    }
    ZoneRecords.of(call, zone).forEach(entry -> call.remove(Kind.ZONE_RECORD, entry));
    call.remove(Kind.PRIVATE_ZONE, zone);
    call.out.put("ZoneId", zone.id());
  }

  private static void bind(Rpc call) {
    PrivateZone zone = require(call);
    if (!call.isOver(zone.createdAt(), AliyunDelay.ZONE_VISIBLE)) {
      throw AliyunError.of("Zone.NotExists", "The zone does not exist.");
    }
    List<Bound> bound = new ArrayList<>();
    for (Query one : call.query.structures("Vpcs")) {
      one.ignores("VpcType");
      Bound vpc = bound(call, one.require("RegionId"), one.require("VpcId"));
      if (!bound.contains(vpc)) {
        bound.add(vpc);
      }
    }
    for (PrivateZone other : call.everywhere(Kind.PRIVATE_ZONE)) {
      if (!other.id().equals(zone.id()) && other.name().equals(zone.name())) {
        for (Bound vpc : bound) {
          if (other.vpcs().contains(vpc)) {
            throw AliyunError.of(
                "ZoneVpc.Repeated", "Another zone of the name is bound to " + vpc.vpcId() + ".");
          }
        }
      }
    }
    call.put(Kind.PRIVATE_ZONE, zone.boundTo(bound, call.now));
  }

  private static Bound bound(Rpc call, String region, String id) {
    for (String uid : call.config.accounts()) {
      boolean mayUse = uid.equals(call.account) || isAuthorized(call, uid);
      if (mayUse && call.find(Kind.VPC, uid, region, id) != null) {
        return new Bound(region, id, uid);
      }
    }
    throw AliyunError.of("ZoneVpc.NotExists.VpcId", "The VPC " + id + " does not exist.");
  }

  private static String path(Rpc call, String uid) {
    return "pvtz-authorization/" + call.account + "/" + uid;
  }

  private static boolean isAuthorized(Rpc call, String uid) {
    return call.setting(path(call, uid)) != null;
  }

  /** Returns the code that the cloud sends to an account whom another asks for its VPCs. */
  static String code(Config config, String uid) {
    return Signing.letters(config.seed(), "pvtz/" + uid, 6);
  }

  private static void authorize(Rpc call) {
    String uid = call.text("AuthorizedUserId");
    if (!call.config.accounts().contains(uid)
        || call.config.isInternational(uid) != call.config.isInternational(call.account)) {
      throw AliyunError.of("UserVpcAuthorization.UserNotExists", "The user does not exist.");
    }
    if (!call.text("AuthCode").equals(code(call.config, uid))) {
      throw AliyunError.of("UserVpcAuthorization.AuthCode.Invalid", "The code is not valid.");
    }
    call.setting(path(call, uid), call.now);
  }

  private static void unauthorize(Rpc call) {
    String uid = call.text("AuthorizedUserId");
    if (!isAuthorized(call, uid)) {
      throw AliyunError.of("UserVpcAuthorization.NotExists", "There is no such authorization.");
    }
    call.become(call.world().remove("setting/" + path(call, uid)));
  }

  private static void authorizations(Rpc call) {
    List<String> users =
        call.config.accounts().stream()
            .filter(uid -> isAuthorized(call, uid))
            .filter(uid -> fits(call.text("AuthorizedUserId"), uid))
            .toList();
    call.out.list(
        "Users",
        Pages.numbered(call, users, 100, "TotalItems"),
        (json, uid) ->
            json.account("AuthorizedUserId", uid)
                .put("AuthorizedAliyunId", uid)
                .put("AuthType", "NORMAL"));
  }

  private static void describe(Rpc call) {
    String keyword = call.text("Keyword").toLowerCase(Locale.ROOT);
    boolean exact = call.query.get("SearchMode", "LIKE").equalsIgnoreCase("EXACT");
    String vpc = call.text("QueryVpcId");
    String region = call.text("QueryRegionId");
    List<PrivateZone> found =
        all(call).stream()
            .filter(zone -> exact ? zone.name().equals(keyword) : zone.name().contains(keyword))
            .filter(
                zone ->
                    vpc.isEmpty()
                        || zone.vpcs().stream()
                            .anyMatch(one -> one.vpcId().equals(vpc) && fits(region, one.region())))
            .filter(zone -> call.query.list("ZoneTag").isEmpty())
            .filter(zone -> call.query.get("ZoneType", "AUTH_ZONE").equals("AUTH_ZONE"))
            .toList();
    call.out.wrapped(
        "Zones",
        "Zone",
        Pages.numbered(call, found, 100, "TotalItems"),
        (json, zone) -> {
          writeCommon(call, json, zone);
          json.put("ProxyPattern", proxy(zone))
              .put("ResourceGroupId", "")
              .wrapped("ResourceTags", "ResourceTag", List.<String>of(), (item, none) -> {});
        });
  }

  private static String proxy(PrivateZone zone) {
    return zone.fallsBack() ? "RECORD" : "ZONE";
  }

  private static void writeCommon(Rpc call, Json json, PrivateZone zone) {
    json.put("ZoneId", zone.id())
        .put("ZoneName", zone.name())
        .put("ZoneType", "AUTH_ZONE")
        .put("ZoneTag", "")
        .put("DnsGroup", zone.dnsGroup())
        .put("DnsGroupChanging", false)
        .put("IsPtr", false)
        .put("RecordCount", ZoneRecords.of(call, zone).size())
        .put("Remark", zone.remark())
        .put("CreateTime", Times.iso(zone.createdAt()))
        .put("CreateTimestamp", zone.createdAt().toEpochMilli())
        .put("UpdateTime", Times.iso(zone.changedAt()))
        .put("UpdateTimestamp", zone.changedAt().toEpochMilli());
  }

  private static void info(Rpc call) {
    PrivateZone zone = require(call);
    writeCommon(call, call.out, zone);
    call.out
        .put("ProxyPattern", proxy(zone))
        .put("ResourceGroupId", "")
        .put("SlaveDns", false)
        .wrapped(
            "BindVpcs",
            "Vpc",
            zone.vpcs(),
            (json, vpc) -> writeBound(call, json, vpc).account("VpcUserId", vpc.account()));
  }

  private static Json writeBound(Rpc call, Json json, Bound bound) {
    Vpc vpc = call.find(Kind.VPC, bound.account(), bound.region(), bound.vpcId());
    return json.put("VpcId", bound.vpcId())
        .put("VpcName", vpc == null ? "" : vpc.name())
        .put("VpcType", "STANDARD")
        .put("RegionId", bound.region())
        .put("RegionName", bound.region());
  }

  private static void tree(Rpc call) {
    call.out.wrapped(
        "Zones",
        "Zone",
        all(call),
        (json, zone) -> {
          writeCommon(call, json, zone);
          json.wrapped("Vpcs", "Vpc", zone.vpcs(), (item, vpc) -> writeBound(call, item, vpc));
        });
  }

  private static void regions(Rpc call) {
    call.out.wrapped(
        "Regions",
        "Region",
        call.config.regions(),
        (json, region) ->
            json.put("RegionId", region)
                .put("RegionName", region)
                .put("LocalName", region)
                .put("RegionEndpoint", Product.PVTZ.host("")));
  }
}
