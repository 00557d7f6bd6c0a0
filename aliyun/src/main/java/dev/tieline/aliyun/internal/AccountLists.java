package dev.tieline.aliyun.internal;

import dev.tieline.provider.Answer;
import dev.tieline.provider.Caller;
import dev.tieline.provider.Callers;
import dev.tieline.provider.KnownCallers;
import dev.tieline.provider.Tagged;
import dev.tieline.spi.Call;
import dev.tieline.spi.Owner;
import dev.tieline.spi.Page;
import dev.tieline.spi.Query;
import dev.tieline.spi.Scope;
import java.util.List;
import java.util.Optional;

/** What an account has and may do in a region, as the survey alone reads it. */
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
        return AliyunErrors.isAboutTime(words)
            ? Optional.of(
                "Calls are refused whose signature is more than 15 minutes off the cloud's clock")
            : Optional.empty();
      }
    };
  }

  /** Who an alias is, with the key that said so. */
  private static Query<KnownCallers.Signed> caller(Scope scope, KnownCallers known) {
    return next ->
        Call.read(
            scope,
            "GetCallerIdentity",
            clients -> {
              Optional<String> before = known.key(scope.account());
              Answer answer =
                  clients.client(Rpc.class).call(Request.of(Product.STS, "GetCallerIdentity"));
              String account = answer.text("AccountId");
              if (account.isEmpty()) {
                throw answer.wrong("AccountId", "an account's id");
              }
              return Page.only(
                  List.of(
                      known.signed(
                          new Caller(scope.account(), account, answer.text("Arn")), before)));
            });
  }

  static Query<Zone> zones(Scope scope) {
    return next ->
        Call.read(
            scope,
            "DescribeZones",
            clients ->
                Page.only(
                    clients
                        .client(Rpc.class)
                        .call(Lists.regional(Product.VPC, "DescribeZones", scope))
                        .wrapped("Zones", "Zone")
                        .stream()
                        .map(z -> new Zone(scope, z.text("ZoneId")))
                        .toList()));
  }

  /** Whether the account has opened Cloud Data Transfer, or its part across the border. */
  static Query<Cdt> cdt(Scope scope, boolean crossBorder) {
    String action = crossBorder ? "GetCdtCbServiceStatus" : "GetCdtServiceStatus";
    return next ->
        Call.read(
            scope,
            action,
            clients -> {
              Answer answer = clients.client(Rpc.class).call(Request.of(Product.CDT, action));
              if (answer.text("Enabled").isEmpty()) {
                throw answer.wrong("Enabled", "true or false");
              }
              return Page.only(
                  List.of(new Cdt(scope.account(), crossBorder, answer.flag("Enabled"))));
            });
  }

  /** A list of what bears the owner's mark; only whether it holds anything counts. */
  static List<Query<? extends Tagged>> marked(Scope scope, Owner owner) {
    return List.of(
        Lists.vpcs(scope, Lists.By.mark("Tag", owner)),
        Lists.vSwitches(scope, Lists.By.mark("Tag", owner)),
        Lists.tables(scope, Lists.By.mark("Tag", owner)),
        Lists.groups(scope, Lists.By.mark("Tag", owner)),
        Lists.peerings(scope, Lists.By.mark("Tags", owner)));
  }
}
