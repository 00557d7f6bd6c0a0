package dev.tieline.testkit.internal.aliyun;

import dev.tieline.net.Ip;
import dev.tieline.testkit.internal.Json;
import dev.tieline.testkit.internal.Times;
import dev.tieline.testkit.internal.aliyun.PrivateZone.Entry;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;

/** The records of private zones. */
final class ZoneRecords {

  private static final List<Integer> TTLS = List.of(5, 30, 60, 3600, 43200, 86400);

  private static final List<String> TYPES =
      List.of("A", "AAAA", "CNAME", "TXT", "MX", "PTR", "SRV");

  private static final Pattern RR =
      Pattern.compile(
          "@|(\\*|[a-z0-9_]([a-z0-9_-]*[a-z0-9_])?)(\\.[a-z0-9_]([a-z0-9_-]*[a-z0-9_])?)*");

  private static final String LANG = " Lang UserClientIp";

  private ZoneRecords() {}

  static void register(Actions actions) {
    actions.writes(
        "AddZoneRecord",
        "ZoneId* Rr* Type* Value* Ttl:int Weight:int Priority:int Line Remark ClientToken" + LANG,
        ZoneRecords::add);
    actions.writes(
        "UpdateZoneRecord",
        "RecordId*:long Rr* Type* Value* Ttl:int Weight:int Priority:int Line ClientToken" + LANG,
        ZoneRecords::update);
    actions.writes(
        "DeleteZoneRecord",
        "RecordId*:long ClientToken" + LANG,
        call -> {
          Entry entry = require(call);
          call.remove(Kind.ZONE_RECORD, entry);
          call.out.put("RecordId", Long.parseLong(entry.id()));
        });
    actions.writes(
        "SetZoneRecordStatus", "RecordId*:long Status* ClientToken" + LANG, ZoneRecords::setStatus);
    actions.reads(
        "DescribeZoneRecords",
        "ZoneId* Keyword SearchMode Tag PageNumber:int PageSize:int" + LANG,
        ZoneRecords::describe);
    actions.reads("DescribeZoneRecord", "RecordId*:long", call -> write(call.out, require(call)));
  }

  static List<Entry> of(Rpc call, PrivateZone zone) {
    return call.all(Kind.ZONE_RECORD, zone.account(), PrivateZone.GLOBAL).stream()
        .filter(entry -> entry.zoneId().equals(zone.id()))
        .toList();
  }

  private static Entry require(Rpc call) {
    Entry entry =
        call.find(Kind.ZONE_RECORD, call.account, PrivateZone.GLOBAL, call.text("RecordId"));
    if (entry == null) {
      throw AliyunError.of("Record.NotExists", "The record does not exist.");
    }
    return entry;
  }

  /** What a record is to say, checked. */
  private record Wish(String rr, String type, String value, int ttl, int weight, int priority) {}

  private static Wish wish(Rpc call, PrivateZone zone, String ownId) {
    String rr = call.text("Rr").toLowerCase(Locale.ROOT);
    String type = call.text("Type").toUpperCase(Locale.ROOT);
    String value = call.text("Value");
    int ttl = Objects.requireNonNullElse(call.query.number("Ttl"), 60);
    if (!RR.matcher(rr).matches()) {
      throw AliyunError.of("Record.Invalid.Rr", "The host record is not valid.");
    }
    if (!TYPES.contains(type)) {
      throw AliyunError.of("Record.Invalid.Type", "The type of the record is not valid.");
    }
    if (!TTLS.contains(ttl)) {
      throw AliyunError.of("Record.Invalid.Ttl", "The TTL of the record must be one of " + TTLS);
    }
    boolean address = type.equals("A") || type.equals("AAAA");
    if (address && Ip.tryParse(value).filter(ip -> ip.isV4() == type.equals("A")).isEmpty()
        || (type.equals("CNAME") && rr.equals("@"))) {
      throw AliyunError.of("Record.Invalid.Value", "The value of the record is not valid.");
    }
    for (Entry other : of(call, zone)) {
      boolean sameName = !other.id().equals(ownId) && other.rr().equals(rr);
      if (sameName && other.type().equals(type) && other.value().equals(value)) {
        throw AliyunError.of("Record.Exists", "The record exists already.");
      }
      if (sameName && other.type().equals("CNAME") != type.equals("CNAME")) {
        throw AliyunError.of("Record.Conflict", "A CNAME stands alone.");
      }
    }
    return new Wish(
        rr,
        type,
        value,
        ttl,
        Objects.requireNonNullElse(call.query.number("Weight"), 1),
        Objects.requireNonNullElse(call.query.number("Priority"), 0));
  }

  private static void add(Rpc call) {
    PrivateZone zone = PrivateZones.require(call);
    Wish wish = wish(call, zone, "");
    call.become(call.world().counted());
    String id = String.valueOf(1_900_000_000_000L + call.world().counter());
    call.put(
        Kind.ZONE_RECORD,
        new Entry(
            id,
            call.account,
            zone.id(),
            wish.rr(),
            wish.type(),
            wish.value(),
            wish.ttl(),
            wish.weight(),
            wish.priority(),
            true,
            PrivateZones.remark(call),
            call.now,
            call.now));
    call.out.put("RecordId", Long.parseLong(id)).put("Success", true);
  }

  private static void update(Rpc call) {
    Entry entry = require(call);
    Wish wish = wish(call, PrivateZones.require(call, entry.zoneId()), entry.id());
    call.put(
        Kind.ZONE_RECORD,
        entry.saying(
            wish.rr(),
            wish.type(),
            wish.value(),
            wish.ttl(),
            wish.weight(),
            wish.priority(),
            call.now));
    call.out.put("RecordId", Long.parseLong(entry.id()));
  }

  private static void setStatus(Rpc call) {
    Entry entry = require(call);
    String status = call.text("Status").toUpperCase(Locale.ROOT);
    if (!List.of("ENABLE", "DISABLE").contains(status)) {
      throw AliyunError.invalid("Status");
    }
    call.put(Kind.ZONE_RECORD, entry.enabled(status.equals("ENABLE"), call.now));
    call.out.put("RecordId", Long.parseLong(entry.id())).put("Status", status);
  }

  private static void describe(Rpc call) {
    String keyword = call.text("Keyword").toLowerCase(Locale.ROOT);
    boolean exact = call.query.get("SearchMode", "LIKE").equalsIgnoreCase("EXACT");
    List<Entry> found =
        of(call, PrivateZones.require(call)).stream()
            .filter(
                entry ->
                    keyword.isEmpty()
                        || (exact ? entry.rr().equals(keyword) : entry.rr().contains(keyword)))
            .filter(entry -> call.text("Tag").isEmpty() || call.text("Tag").equals("ecs"))
            .toList();
    call.out.wrapped(
        "Records", "Record", Pages.numbered(call, found, 100, "TotalItems"), ZoneRecords::write);
  }

  private static void write(Json json, Entry entry) {
    json.put("RecordId", Long.parseLong(entry.id()))
        .put("ZoneId", entry.zoneId())
        .put("Rr", entry.rr())
        .put("Type", entry.type())
        .put("Value", entry.value())
        .put("Ttl", entry.ttl())
        .put("Weight", entry.weight())
        .put("Priority", entry.priority())
        .put("Line", "default")
        .put("Status", entry.enabled() ? "ENABLE" : "DISABLE")
        .put("Remark", entry.remark())
        .put("CreateTime", Times.iso(entry.createdAt()))
        .put("CreateTimestamp", entry.createdAt().toEpochMilli())
        .put("UpdateTime", Times.iso(entry.changedAt()))
        .put("UpdateTimestamp", entry.changedAt().toEpochMilli());
  }
}
