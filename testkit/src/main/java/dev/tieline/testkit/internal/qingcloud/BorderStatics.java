package dev.tieline.testkit.internal.qingcloud;

import dev.tieline.net.Cidr;
import dev.tieline.testkit.QingCloudDelay;
import dev.tieline.testkit.QingCloudQuota;
import dev.tieline.testkit.internal.Json;
import dev.tieline.testkit.internal.Query;
import dev.tieline.testkit.internal.Times;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** The static routes of border routers: written down, taken back, or published by ConfigBorder. */
final class BorderStatics {
  private BorderStatics() {}

  static void register(Actions actions) {
    actions.writes(
        "AddBorderStatics",
        "border* statics.N.border_static_name** statics.N.static_type**:int statics.N.type**:int"
            + " statics.N.val1** statics.N.val2** statics.N.val3**:int statics.N.vpc"
            + " statics.N.instance",
        BorderStatics::add);
    actions.writes(
        "ModifyBorderStaticAttributes",
        "border_static* border_static_name val1 val2 val3 disabled:int",
        BorderStatics::modify);
    actions.writes("DeleteBorderStatics", "border border_statics.N*", BorderStatics::delete);
    actions.writes("CancelBorderStaticChanges", "border_statics.N border", BorderStatics::cancel);
    actions.reads(
        "DescribeBorderStatics",
        "border_statics",
        "border_statics.N border static_type.N owner offset:int limit:int verbose:int",
        BorderStatics::describe);
    actions.writes("ConfigBorder", "operation* border* data", BorderStatics::config);
  }

  static List<BorderStatic> of(Iaas call, String border) {
    return call.all(Kind.BORDER_STATIC).stream()
        .filter(entry -> entry.border().equals(border))
        .toList();
  }

  private static void add(Iaas call) {
    Border border = Borders.working(call, call.text("border"));
    List<Query> given = call.query.structures("statics");
    int limit = call.quota(QingCloudQuota.STATICS_PER_BORDER);
    if (of(call, border.id()).size() + given.size() > limit) {
      throw QingError.quota("border statics", limit);
    }
    List<String> ids = new ArrayList<>();
    for (Query one : given) {
      int type = Integer.parseInt(one.require("type"));
      String hop = one.require("val2");
      if (type == 0) {
        call.require(Kind.ROUTER, hop);
      } else {
        call.require(Kind.INSTANCE, hop);
      }
      String id = call.newId(Kind.BORDER_STATIC);
      call.put(
          Kind.BORDER_STATIC,
          new BorderStatic(
              call.account,
              call.zone,
              id,
              border.id(),
              one.require("border_static_name"),
              Integer.parseInt(one.require("static_type")),
              type,
              destination(one.require("val1")),
              hop,
              one.require("val3"),
              false,
              BorderStatic.ADD,
              call.now,
              call.now));
      ids.add(id);
    }
    call.out.texts("border_statics", ids);
  }

  /** A destination without a mask is one address; answers say the mask. */
  static String destination(String text) {
    return Cidr.tryParse(text.contains("/") ? text : text + "/32")
        .map(Cidr::toString)
        .orElseThrow(() -> QingError.bad("val1", text, "an address or a network"));
  }

  private static void modify(Iaas call) {
    BorderStatic entry = call.require(Kind.BORDER_STATIC, call.text("border_static"));
    Borders.working(call, entry.border());
    BorderStatic changed =
        entry.with(
            call.query.get("border_static_name", entry.name()),
            destination(call.query.get("val1", entry.destination())),
            call.query.get("val2", entry.hop()),
            call.query.get("val3", entry.advertised()),
            call.number("disabled", entry.disabled() ? 1 : 0) == 1);
    String how =
        entry.modification().equals(BorderStatic.ADD) ? BorderStatic.ADD : BorderStatic.UPDATE;
    call.put(Kind.BORDER_STATIC, changed.modified(how, call.now));
    call.out.texts("border_statics", List.of(entry.id()));
  }

  private static void delete(Iaas call) {
    List<String> ids = call.some("border_statics");
    for (String id : ids) {
      BorderStatic entry = call.require(Kind.BORDER_STATIC, id);
      Borders.working(call, entry.border());
      if (entry.modification().equals(BorderStatic.ADD)) {
        call.remove(Kind.BORDER_STATIC, entry);
      } else {
        call.put(Kind.BORDER_STATIC, entry.modified(BorderStatic.DELETE, call.now));
      }
    }
    call.out.texts("border_statics", ids);
  }

  private static void cancel(Iaas call) {
    List<String> ids = call.query.list("border_statics");
    String border = call.text("border");
    if (ids.isEmpty() && border.isEmpty()) {
      throw QingError.missing("border");
    }
    Predicate<BorderStatic> meant =
        entry -> ids.isEmpty() ? entry.border().equals(border) : ids.contains(entry.id());
    List<String> restored = new ArrayList<>();
    for (BorderStatic entry : call.all(Kind.BORDER_STATIC)) {
      if (meant.test(entry) && !entry.modification().isEmpty()) {
        restored.add(entry.id());
        call.remove(Kind.BORDER_STATIC, entry);
        call.require(Kind.BORDER, entry.border()).statics().at(call.now).stream()
            .filter(published -> published.id().equals(entry.id()))
            .forEach(published -> call.put(Kind.BORDER_STATIC, published));
      }
    }
    call.out.texts("border_statics", restored);
  }

  private static void describe(Iaas call) {
    String border = call.text("border");
    List<String> types = call.query.list("static_type");
    List<BorderStatic> found =
        Listing.of(call, Kind.BORDER_STATIC, "border_statics")
            .where(entry -> border.isEmpty() || entry.border().equals(border))
            .where(e -> types.isEmpty() || types.contains(String.valueOf(e.staticType())))
            .found();
    long pending = found.stream().filter(entry -> !isApplied(call, entry)).count();
    call.out.put("non_applied_count", pending);
    Listing.write(call, "border_static_set", found, (json, entry) -> write(call, json, entry));
  }

  private static boolean isApplied(Iaas call, BorderStatic entry) {
    Border border = call.find(Kind.BORDER, entry.border());
    boolean published = border != null && !call.now.isBefore(border.statics().from());
    return entry.modification().isEmpty() && published;
  }

  private static void write(Iaas call, Json json, BorderStatic entry) {
    json.put("status", isApplied(call, entry) ? "applied" : "pending")
        .put("border_id", entry.border())
        .put("static_type", entry.staticType())
        .put("root_user_id", entry.account())
        .put("owner", entry.account())
        .put("console_id", "qingcloud")
        .put("disabled", entry.disabled() ? 1 : 0)
        .put("border_static_name", entry.name())
        .put("controller", "self")
        .put("create_time", Times.iso(entry.made()))
        .put("border_static_id", entry.id())
        .put("status_time", Times.iso(entry.changed()))
        .put("modification", entry.modification())
        .put("val2", entry.hop())
        .put("val3", entry.advertised())
        .put("val1", entry.destination())
        .put("val4", "192.168.255.254");
  }

  private static void config(Iaas call) {
    String operation = call.text("operation");
    if (!operation.equals("ConfigRoute")) {
      throw QingError.bad("operation", operation, "ConfigRoute");
    }
    Border border = Borders.working(call, call.text("border"));
    Job job = call.job(QingCloudDelay.BORDER_CONFIG, List.of(border.id()));
    if (job.reaches(border.id())) {
      List<BorderStatic> applied = new ArrayList<>();
      for (BorderStatic entry : of(call, border.id())) {
        if (entry.modification().equals(BorderStatic.DELETE)) {
          call.remove(Kind.BORDER_STATIC, entry);
        } else {
          applied.add(call.put(Kind.BORDER_STATIC, entry.modified("", call.now)));
        }
      }
      call.put(
          Kind.BORDER, border.publishing(border.statics().next(applied, call.now, job.done())));
    }
    Borders.occupy(call, border.id(), job);
    call.out.put("border_id", border.id());
  }
}
