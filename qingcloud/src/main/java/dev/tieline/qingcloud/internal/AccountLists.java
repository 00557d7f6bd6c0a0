package dev.tieline.qingcloud.internal;

import dev.tieline.provider.Answer;
import dev.tieline.provider.Caller;
import dev.tieline.provider.Callers;
import dev.tieline.provider.KnownCallers;
import dev.tieline.provider.Quota;
import dev.tieline.spi.Call;
import dev.tieline.spi.Page;
import dev.tieline.spi.Query;
import dev.tieline.spi.Scope;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** What an account has and may do in a zone, as the survey alone reads it. */
final class AccountLists {
  private AccountLists() {}

  /** How the cloud tells who an alias is. */
  static Callers.Cloud callers(KnownCallers known) {
    return new Callers.Cloud() {
      @Override
      public Query<KnownCallers.Signed> caller(Scope scope) {
        return AccountLists.caller(scope, known);
      }

      @Override
      public Optional<String> clockRule(String words) {
        return QingCloudErrors.isAboutTime(words)
            ? Optional.of(
                "Calls are refused whose time stamp is more than "
                    + QingCloudErrors.STAMP_LIFE.toSeconds()
                    + " seconds old by the cloud's clock")
            : Optional.empty();
      }
    };
  }

  /**
   * Who an alias is: the cloud tells it of a key, with which the call itself is signed
   * (DescribeAccessKeys, the cloud's SDKs for Go and Python, read 2026-11; its documentation has no
   * page for it). Of the temporary keys of a role it may not tell.
   */
  private static Query<KnownCallers.Signed> caller(Scope scope, KnownCallers known) {
    return next ->
        Call.read(
            scope,
            Api.DESCRIBE_ACCESS_KEYS.action(),
            clients -> {
              Optional<String> before = known.key(scope.account());
              String key = clients.client(Signs.class).accessKeyId();
              Answer answer =
                  clients
                      .client(Rpc.class)
                      .call(Request.of(Api.DESCRIBE_ACCESS_KEYS).each("access_keys", List.of(key)));
              // the row also holds the secret, which is not looked at
              Answer row =
                  answer.objects(Api.DESCRIBE_ACCESS_KEYS.rows()).stream()
                      .filter(r -> r.text("access_key_id").equals(key))
                      .findFirst()
                      .orElseThrow(
                          () ->
                              answer.wrong(
                                  Api.DESCRIBE_ACCESS_KEYS.rows(),
                                  "the key that calls are signed with"));
              String root = row.text("root_user_id");
              String account = root.isEmpty() ? row.text("owner") : root;
              if (account.isEmpty()) {
                throw row.wrong("root_user_id", "an account's id");
              }
              return Page.only(
                  List.of(
                      known.signed(
                          new Caller(scope.account(), account, row.text("owner")), before)));
            });
  }

  /** How many more of some things the account may have. */
  static Query<Quota> left(Scope scope, Collection<String> types) {
    return next ->
        Call.read(
            scope,
            Api.GET_QUOTA_LEFT.action(),
            clients ->
                Page.only(
                    clients
                        .client(Rpc.class)
                        .call(Request.of(Api.GET_QUOTA_LEFT).each("resource_types", types))
                        .objects(Api.GET_QUOTA_LEFT.rows())
                        .stream()
                        .map(
                            row ->
                                new Quota(
                                    scope,
                                    row.text("resource_type"),
                                    Wire.number(row, "left"),
                                    true))
                        .toList()));
  }
}
