package dev.tieline.aws.internal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tieline.error.CallSite;
import dev.tieline.error.Category;
import dev.tieline.error.CloudCallException;
import dev.tieline.error.TielineException;
import dev.tieline.net.Cidr;
import dev.tieline.net.Traffic;
import dev.tieline.provider.Phases;
import dev.tieline.provider.Tags;
import dev.tieline.snapshot.NextHop;
import dev.tieline.snapshot.Route.Origin;
import dev.tieline.snapshot.RulePeer;
import dev.tieline.snapshot.Snapshot;
import dev.tieline.snapshot.SnapshotEditor;
import dev.tieline.spi.Owner;
import dev.tieline.spi.Query;
import dev.tieline.spi.Reads;
import dev.tieline.spi.Scope;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/**
 * A VPC of 10.20.0.0/16 whose table leads the list pl-s3, of 52.219.0.0/16 and 3.5.152.0/21, to a
 * gateway endpoint, and 172.31.0.0/16 to a peering connection; and whose group admits the list
 * pl-offices, of 203.0.113.0/24.
 */
class PrefixListsTest {
  private static final Scope SCOPE = new Scope("aws", "main", "ap-northeast-1");
  private final Known known = new Known();
  private final Answers answers = new Answers();

  /** Answers by the name of the operation. */
  private static final class Answers implements Reads {
    final Map<String, List<?>> found = new HashMap<>();
    final Map<String, TielineException> refused = new HashMap<>();
    final List<String> made = new ArrayList<>();

    @Override
    @SuppressWarnings("unchecked") // what a test gives for an operation is what that returns
    public <T> void all(
        Query<T> query, Consumer<List<T>> then, Consumer<TielineException> otherwise) {
      String operation = query.page(null).operation();
      made.add(operation);
      TielineException refusal = refused.get(operation);
      if (refusal == null) {
        then.accept((List<T>) found.getOrDefault(operation, List.of()));
      } else {
        otherwise.accept(refusal);
      }
    }
  }

  private static Cidr cidr(String text) {
    return Cidr.parse(text);
  }

  private static Route route(String destination, String target, NextHop kind, Origin origin) {
    return new Route(SCOPE, "vpc-1", "rtb-1", cidr(destination), target, kind, false, origin);
  }

  private static ScopeLook look(Route... more) {
    ScopeLook look = new ScopeLook(SCOPE);
    look.tables.add(
        new RouteTable(
            "rtb-1",
            SCOPE,
            "vpc-1",
            List.of(),
            List.of(
                new OtherRoute(
                    "pl-s3", new NextHop.Unmodelled("vpce-1"), false, "pl-s3 -> vpce-1 active")),
            Tags.none()));
    look.routes.add(route("172.31.0.0/16", "pcx-1", new NextHop.Peering("pcx-1"), Origin.STATIC));
    look.routes.addAll(List.of(more));
    look.groups.add(new SecurityGroup("sg-1", SCOPE, "vpc-1", "app", Tags.none()));
    look.take(
        new GroupRule(
            "sgr-1",
            SCOPE,
            "sg-1",
            true,
            Traffic.tcp(22),
            new RulePeer.Unresolved("pl-offices"),
            "",
            Tags.none()));
    return look;
  }

  private void lists(Optional<Long> version) {
    answers.found.put(
        "DescribeManagedPrefixLists", List.of(new AccountLists.ListHead("pl-s3", version)));
    answers.found.put(
        "GetManagedPrefixListEntries", List.of(cidr("52.219.0.0/16"), cidr("3.5.152.0/21")));
  }

  private Snapshot survey(ScopeLook look) {
    Phases phases = new Phases(answers, AwsErrors::unread, () -> false);
    ScopeReads reads = new ScopeReads(new Owner("acme", "t"), known, phases);
    phases.start(() -> reads.lists(look, Set.of("vpc-1")));
    Filing filing = new Filing(Set.of("vpc-1"));
    filing.look(look);
    SnapshotEditor to = new SnapshotEditor();
    new Picture(filing.facts(), List.of(SCOPE), Set.of("vpc-1"), to).all();
    return to.build(Instant.EPOCH);
  }

  private static List<String> routes(Snapshot snapshot) {
    return snapshot.routeTables().get(0).routes().stream()
        .map(r -> r.destination() + " " + r.nextHop())
        .toList();
  }

  @Test
  void survey_listOfARoute_becomesARouteForEachBlock() {
    lists(Optional.of(3L));
    Snapshot snapshot = survey(look());
    assertThat(routes(snapshot))
        .hasSize(3)
        .anyMatch(r -> r.startsWith("52.219.0.0/16") && r.contains("vpce-1"))
        .anyMatch(r -> r.startsWith("3.5.152.0/21") && r.contains("vpce-1"));
    assertThat(snapshot.routeTables().get(0).unresolved()).isEmpty();
  }

  @Test
  void survey_staticRouteToABlockOfTheList_countsInsteadOfTheList() {
    lists(Optional.of(3L));
    Snapshot snapshot =
        survey(look(route("52.219.0.0/16", "igw-1", new NextHop.Gateway("igw-1"), Origin.STATIC)));
    assertThat(routes(snapshot))
        .filteredOn(r -> r.startsWith("52.219.0.0/16"))
        .singleElement()
        .asString()
        .contains("igw-1");
  }

  @Test
  void survey_listOfARule_becomesAPeerForEachBlock() {
    answers.found.put(
        "DescribeManagedPrefixLists",
        List.of(new AccountLists.ListHead("pl-offices", Optional.of(1L))));
    answers.found.put("GetManagedPrefixListEntries", List.of(cidr("203.0.113.0/24")));
    Snapshot snapshot = survey(look());
    assertThat(snapshot.groups().get(0).rules())
        .singleElement()
        .satisfies(r -> assertThat(r.peer()).isEqualTo(new RulePeer.Block(cidr("203.0.113.0/24"))));
  }

  @Test
  void survey_sameVersionAgain_readsNoBlocks() {
    lists(Optional.of(3L));
    survey(look());
    answers.made.clear();
    assertThat(routes(survey(look()))).hasSize(3);
    assertThat(answers.made).containsExactly("DescribeManagedPrefixLists");
  }

  @Test
  void survey_newVersion_readsItsBlocks() {
    lists(Optional.of(3L));
    survey(look());
    lists(Optional.of(4L));
    answers.found.put("GetManagedPrefixListEntries", List.of(cidr("52.219.0.0/16")));
    assertThat(routes(survey(look()))).hasSize(2);
  }

  @Test
  void survey_listWithoutVersion_isReadEachTime() {
    lists(Optional.empty());
    survey(look());
    survey(look());
    assertThat(answers.made).filteredOn(o -> o.equals("GetManagedPrefixListEntries")).hasSize(2);
  }

  @Test
  void survey_listUnreadable_isUnresolvedAndSaysWhy() {
    answers.refused.put(
        "DescribeManagedPrefixLists",
        new CloudCallException(
            new CallSite("aws", "main", SCOPE.region(), "DescribeManagedPrefixLists"),
            Category.DENIED,
            "UnauthorizedOperation",
            "refused",
            403,
            "",
            false,
            null));
    Snapshot snapshot = survey(look());
    assertThat(snapshot.routeTables().get(0).unresolved())
        .singleElement()
        .asString()
        .startsWith("pl-s3 -> vpce-1 active (the blocks of the list could not be read: ");
    assertThat(snapshot.groups().get(0).rules().get(0).peer())
        .isInstanceOf(RulePeer.Unresolved.class);
  }

  @Test
  void survey_tableOfAVpcThatIsNotConcerned_asksForNoList() {
    Phases phases = new Phases(answers, AwsErrors::unread, () -> false);
    ScopeReads reads = new ScopeReads(new Owner("acme", "t"), known, phases);
    phases.start(() -> assertThat(reads.lists(look(), Set.of("vpc-2"))).isFalse());
    assertThat(answers.made).isEmpty();
  }
}
