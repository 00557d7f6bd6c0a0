package dev.tieline.testkit.internal.aliyun;

import dev.tieline.testkit.AliyunOpening;

/** Cloud Data Transfer: a service that is opened once and for good. */
final class Cdt {
  private Cdt() {}

  static void register(Actions actions) {
    actions.reads("GetCdtServiceStatus", "OwnerId:long", call -> status(call, AliyunOpening.CDT));
    actions.writes("OpenCdtService", "OwnerId:long", call -> open(call, AliyunOpening.CDT));
    actions.reads(
        "GetCdtCbServiceStatus",
        "OwnerId:long",
        call -> status(call, AliyunOpening.CDT_CROSS_BORDER));
    actions.writes(
        "OpenCdtCbService", "OwnerId:long", call -> open(call, AliyunOpening.CDT_CROSS_BORDER));
  }

  private static void status(Rpc call, AliyunOpening service) {
    call.out.put("Enabled", call.isOpen(service, call.account));
  }

  /** Opens a service and writes the order's number, or refuses what is open. */
  static void open(Rpc call, AliyunOpening service) {
    if (call.isOpen(service, call.account)) {
      throw AliyunError.of("OrderOpend", "The service has been opened already.");
    }
    if (call.isInArrears(call.account)) {
      throw AliyunError.of("IncorrectBusinessStatus.Account", "The account is in arrears.");
    }
    call.open(service, call.account);
    call.out.put("OrderId", String.valueOf(200_000_000_000_000L + call.world().counter()));
  }
}
