package dev.tieline.aws.internal;

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

/** The scenarios on AWS, and what the code says of its kinds, for who writes of them. */
public final class AwsContract {
  /** The kinds that no call deletes. */
  private static final List<ResourceKind<?, ?>> GO_ALONG =
      List.of(AwsKinds.MAIN_TABLES, AwsKinds.ACCEPTANCES);

  private AwsContract() {}

  /**
   * Returns all scenarios.
   *
   * @return in the order of the documentation
   */
  public static List<Scenario> scenarios() {
    return List.of(
        new TokyoSingaporeContractTest.TokyoSingapore(),
        new TwoAccountsContractTest.TwoAccounts(),
        new CustomerContractTest.Customer(),
        new AdoptedContractTest.Adopted(),
        new EmqxContractTest.Emqx(),
        new MeshContractTest.Mesh(),
        new SixContractTest.Six(),
        new SharedContractTest.Shared(),
        new NeighboursContractTest.Neighbours(),
        new ConsentedContractTest.Consented(),
        new FullTableContractTest.FullTable());
  }

  /**
   * Returns the scenarios that are run once more on a cloud whose uncertain facts are otherwise.
   *
   * @return in the order of the documentation; each is called as the one that it is of, with {@code
   *     Otherwise} before
   */
  static List<Scenario> otherwise() {
    return List.of(
        new TokyoSingaporeContractTest.OtherwiseTokyoSingapore(),
        new TwoAccountsContractTest.OtherwiseTwoAccounts());
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
   * Returns a table of the kinds: what makes a create safe to repeat, whether a change is
   * unguarded, what a delete rests on, whether destroy leaves it.
   *
   * @return Markdown
   */
  public static String kinds() {
    return KindsTable.of(AwsKinds.all(), Map.of(AwsKinds.ACCEPTANCES, kept()), GO_ALONG);
  }

  /** Those of an acceptance of a connection that is not ours. */
  private static Set<Trait> kept() {
    End end =
        new End("a", "111122223333", "eu-west-1", Ref.known("vpc-1"), List.<BlockRef>of(), false);
    return AwsKinds.ACCEPTANCES.traits(
        new AcceptWish(Ref.known("pcx-1"), end, end, true, new Terms("a-b", List.of(), false)));
  }
}
