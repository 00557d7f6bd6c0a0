package dev.tieline.aliyun.internal;

import dev.tieline.plan.Trait;
import dev.tieline.provider.AcceptWish;
import dev.tieline.provider.BlockRef;
import dev.tieline.provider.End;
import dev.tieline.provider.Terms;
import dev.tieline.spi.Ref;
import dev.tieline.spi.ResourceKind;
import dev.tieline.testkit.contract.KindsTable;
import dev.tieline.testkit.contract.Scenario;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** The scenarios in Alibaba Cloud, and what the code says of its kinds, for who writes of them. */
public final class AliyunContract {
  /** The kinds that no call deletes. */
  private static final List<ResourceKind<?, ?>> UNTOUCHED =
      List.of(
          AliyunKinds.SYSTEM_TABLES,
          AliyunKinds.CDT_OPENINGS,
          AliyunKinds.ACCEPTANCES,
          AliyunKinds.ENDPOINT_CONNECTIONS,
          AliyunKinds.DNS_ZONE_MARKS);

  private AliyunContract() {}

  /**
   * Returns all scenarios.
   *
   * @return in the order of the documentation
   */
  public static List<Scenario> scenarios() {
    return List.of(
        new EmqxAliyunContractTest.EmqxAliyun(),
        new EmqxAliyunAcrossRegionsContractTest.EmqxAliyunAcrossRegions(),
        new EmqxAliyunTwoAccountsContractTest.EmqxAliyunTwoAccounts(),
        new EmqxAliyunManagedContractTest.EmqxAliyunManaged(),
        new AdoptedAliyunContractTest.AdoptedAliyun(),
        new MatrixOnePrivateLinkContractTest.MatrixOnePrivateLink(),
        new MatrixOneHostsContractTest.MatrixOneHosts(),
        new AliyunServiceOfferContractTest.AliyunServiceOffer(),
        new AliyunServiceConsumerContractTest.AliyunServiceConsumer(),
        new EmqxAliyunCustomerContractTest.EmqxAliyunCustomer());
  }

  /**
   * Returns the scenarios that are run once more on a cloud whose uncertain facts are otherwise.
   *
   * @return in the order of the documentation; each is called as the one that it is of, with {@code
   *     Otherwise} before
   */
  static List<Scenario> otherwise() {
    return List.of(
        new EmqxAliyunContractTest.OtherwiseEmqxAliyun(),
        new EmqxAliyunTwoAccountsContractTest.OtherwiseEmqxAliyunTwoAccounts(),
        new MatrixOnePrivateLinkContractTest.OtherwiseMatrixOnePrivateLink(),
        new AliyunServiceOfferContractTest.OtherwiseAliyunServiceOffer());
  }

  /**
   * Returns the names of the scenarios that are run once more on a cloud whose uncertain facts are
   * otherwise.
   *
   * @return in words
   */
  public static String otherwiseNames() {
    List<String> names =
        otherwise().stream().map(s -> s.name().replaceFirst("^Otherwise", "")).toList();
    int last = names.size() - 1;
    return String.join(", ", names.subList(0, last)) + " and " + names.get(last);
  }

  /**
   * Returns the names that scripts may begin with.
   *
   * @return those of all scenarios, and of those on a cloud whose uncertain facts are otherwise
   */
  public static List<String> names() {
    return Stream.of(scenarios(), otherwise(), OtherwiseInOneFactContractTest.all())
        .flatMap(List::stream)
        .map(Scenario::name)
        .toList();
  }

  /**
   * Returns a table of the kinds: what makes a create safe to repeat, whether it is unguarded,
   * whether destroy leaves it.
   *
   * @return Markdown
   */
  public static String kinds() {
    return KindsTable.of(
        AliyunKinds.all(),
        Map.of(AliyunKinds.ACCEPTANCES, kept(), AliyunKinds.ENDPOINT_SERVICES, Set.of()),
        UNTOUCHED);
  }

  /** Those of an acceptance of a connection that is not ours. */
  private static Set<Trait> kept() {
    End end =
        new End(
            "a", "1000000000000001", "cn-hangzhou", Ref.known("vpc-1"), List.<BlockRef>of(), false);
    return AliyunKinds.ACCEPTANCES.traits(
        new AcceptWish(Ref.known("pcc-1"), end, end, true, new Terms("a-b", List.of())));
  }
}
