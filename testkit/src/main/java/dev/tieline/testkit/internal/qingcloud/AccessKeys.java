package dev.tieline.testkit.internal.qingcloud;

import dev.tieline.testkit.internal.Signing;
import java.util.List;
import java.util.Locale;

/**
 * The keys that calls are signed with, one for each account, which tell whose they are
 * (DescribeAccessKeys of the cloud's SDKs for Go and Python, read 2026-11; its documentation has no
 * page for it). Of their rows the secret is left out here.
 */
final class AccessKeys {
  private AccessKeys() {}

  static void register(Actions actions) {
    actions.readsAnywhere(
        "DescribeAccessKeys",
        "access_keys",
        "access_keys.N owner status.N verbose:int offset:int limit:int",
        AccessKeys::describe);
  }

  /** The id of an account's key. */
  static String id(Config config, String account) {
    return "QY" + Signing.letters(config.seed(), "id/" + account, 18).toUpperCase(Locale.ROOT);
  }

  /** Answers of the caller's own keys alone. */
  private static void describe(Iaas call) {
    List<String> wanted = call.query.list("access_keys");
    String own = id(call.config, call.account);
    String owner = call.text("owner");
    List<String> status = call.query.list("status");
    List<String> found =
        (wanted.isEmpty() || wanted.contains(own))
                && (owner.isEmpty() || owner.equals(call.account))
                && (status.isEmpty() || status.contains("active"))
            ? List.of(own)
            : List.of();
    call.out
        .put("total_count", found.size())
        .list(
            "access_key_set",
            found,
            (json, id) ->
                json.put("access_key_id", id)
                    .put("access_key_name", "")
                    .put("owner", call.account)
                    .put("root_user_id", call.account)
                    .put("status", "active"));
  }
}
