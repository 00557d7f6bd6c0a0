package dev.tieline.aws.internal;

import dev.tieline.error.CloudCallException;
import dev.tieline.error.TielineException;
import dev.tieline.net.Cidr;
import dev.tieline.provider.Caller;
import dev.tieline.provider.Callers;
import dev.tieline.provider.KnownCallers;
import dev.tieline.provider.Phases;
import dev.tieline.provider.Quota;
import dev.tieline.spi.Call;
import dev.tieline.spi.Page;
import dev.tieline.spi.Query;
import dev.tieline.spi.Scope;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.servicequotas.ServiceQuotasClient;
import software.amazon.awssdk.services.servicequotas.model.ServiceQuota;
import software.amazon.awssdk.services.sts.StsClient;

/** What an account has and may do in a region, as the survey alone reads it. */
final class AccountLists {
  private AccountLists() {}

  /** How AWS tells who an alias is. */
  static Callers.Cloud callers(KnownCallers known) {
    return new Callers.Cloud() {
      @Override
      public Query<KnownCallers.Signed> caller(Scope scope) {
        return AccountLists.caller(scope, known);
      }

      // STS says of a region that is not enabled what it says of a wrong key ("Activating and
      // deactivating AWS STS in an AWS Region", IAM User Guide, read 2026-11)
      @Override
      public boolean mayBeTheRegions(CloudCallException refused) {
        return AwsErrors.isAboutRegion(Phases.words(refused))
            || refused.code().equalsIgnoreCase("InvalidClientTokenId");
      }

      /** A refusal says most, else the first failure. */
      @Override
      public TielineException telling(TielineException first, TielineException next) {
        return Callers.isDown(first) && !Callers.isDown(next) ? next : first;
      }

      @Override
      public Optional<String> clockRule(String words) {
        return AwsErrors.isAboutTime(words)
            ? Optional.of(
                "AWS refuses calls whose signature is more than five minutes off its own clock")
            : Optional.empty();
      }
    };
  }

  /** Who an alias is, with the key that said so. */
  static Query<KnownCallers.Signed> caller(Scope scope, KnownCallers known) {
    return next ->
        Call.read(
            scope,
            "GetCallerIdentity",
            clients -> {
              Optional<String> before = known.key(scope.account());
              var answer = clients.client(StsClient.class).getCallerIdentity();
              return Page.only(
                  List.of(
                      known.signed(
                          new Caller(scope.account(), answer.account(), answer.arn()), before)));
            });
  }

  /** The zones that the account may use: those that it did not opt in to are not listed. */
  static Query<Zone> zones(Scope scope) {
    return next ->
        Call.read(
            scope,
            "DescribeAvailabilityZones",
            clients ->
                Page.only(
                    clients
                        .client(Ec2Client.class)
                        .describeAvailabilityZones()
                        .availabilityZones()
                        .stream()
                        .map(z -> new Zone(scope, z.zoneName(), z.zoneId()))
                        .toList()));
  }

  /**
   * A prefix list without its blocks.
   *
   * @param version which blocks it has; empty for the lists of AWS, which have no version
   */
  record ListHead(String id, Optional<Long> version) {}

  static Query<ListHead> prefixLists(Scope scope, Lists.By by) {
    return Lists.list(
        scope,
        "DescribeManagedPrefixLists",
        by,
        (ec2, filters, next) -> {
          var answer = ec2.describeManagedPrefixLists(r -> r.filters(filters).nextToken(next));
          return new Lists.Answer<>(answer.prefixLists(), answer.nextToken());
        },
        l -> List.of(new ListHead(l.prefixListId(), Optional.ofNullable(l.version()))));
  }

  static Query<Cidr> prefixListBlocks(Scope scope, String list) {
    return next ->
        Call.read(
            scope,
            "GetManagedPrefixListEntries",
            clients -> {
              var answer =
                  clients
                      .client(Ec2Client.class)
                      .getManagedPrefixListEntries(r -> r.prefixListId(list).nextToken(next));
              String following = answer.nextToken();
              return new Page<>(
                  answer.entries().stream().map(e -> Wire.cidr(e.cidr())).toList(),
                  following == null || following.isEmpty() ? null : following);
            });
  }

  static Query<Quota> quotas(Scope scope) {
    return next ->
        Call.read(
            scope,
            "ListServiceQuotas",
            clients -> {
              var answer =
                  clients
                      .client(ServiceQuotasClient.class)
                      .listServiceQuotas(r -> r.serviceCode("vpc").maxResults(100).nextToken(next));
              return new Page<>(
                  answer.quotas().stream()
                      .filter(q -> q.value() != null)
                      .map(q -> quota(scope, q))
                      .toList(),
                  answer.nextToken());
            });
  }

  private static Quota quota(Scope scope, ServiceQuota quota) {
    return new Quota(scope, quota.quotaCode(), quota.value().intValue(), true);
  }
}
