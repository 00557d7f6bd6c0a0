package dev.tieline.qingcloud.internal;

import dev.tieline.plan.Trait;
import dev.tieline.spi.ResourceKind;
import dev.tieline.testkit.contract.KindsTable;
import dev.tieline.testkit.contract.Scenario;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The scenarios in QingCloud, and what the code says of its kinds, for who writes of them. */
public final class QingCloudContract {
  /** The kinds that no call deletes. */
  private static final List<ResourceKind<?, ?>> UNTOUCHED =
      List.of(
          QingCloudKinds.HUBS,
          QingCloudKinds.ACCESS_POINTS,
          QingCloudKinds.MANUAL_POLICIES,
          QingCloudKinds.VXNET_TABLES,
          QingCloudKinds.PUBLISHED_BALANCERS,
          QingCloudKinds.PUBLISHED_GROUPS,
          QingCloudKinds.PUBLISHED_TABLES);

  private QingCloudContract() {}

  /**
   * Returns all scenarios.
   *
   * @return in the order of the documentation
   */
  public static List<Scenario> scenarios() {
    return List.of(
        new BorderTablesContractTest.BorderTables(),
        new BorderManualContractTest.BorderManual(),
        new SdwanContractTest.Sdwan(),
        new BalancerByTablesContractTest.BalancerByTables(),
        new BalancerByHandContractTest.BalancerByHand());
  }

  /**
   * Returns the names that scripts may begin with.
   *
   * @return those of all scenarios
   */
  public static List<String> names() {
    return scenarios().stream().map(Scenario::name).toList();
  }

  /**
   * Returns a table of the kinds: what makes a create safe to repeat, whether it is unguarded,
   * whether destroy leaves it.
   *
   * @return Markdown
   */
  public static String kinds() {
    Set<Trait> published = Set.of(); // permanent only where edits of others wait, as the page says
    return KindsTable.of(
        QingCloudKinds.all(),
        Map.of(
            QingCloudKinds.ROUTER_PUBLICATIONS,
            published,
            QingCloudKinds.TABLE_PUBLICATIONS,
            published,
            QingCloudKinds.PUBLISHED_BALANCERS,
            published,
            QingCloudKinds.PUBLISHED_GROUPS,
            published,
            QingCloudKinds.PUBLISHED_TABLES,
            published),
        UNTOUCHED);
  }
}
