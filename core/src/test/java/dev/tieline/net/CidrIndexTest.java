package dev.tieline.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tieline.net.CidrIndex.Entry;
import dev.tieline.net.CidrIndex.Overlap;
import java.util.AbstractCollection;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/** Networks with payloads, against trying all of them; a payload is the number of its network. */
class CidrIndexTest {

  @Provide
  Arbitrary<List<Cidr>> nets() {
    return Nets.cidrs().list().ofMaxSize(40);
  }

  @Provide
  Arbitrary<Cidr> net() {
    return Nets.cidrs();
  }

  /** A change: a network comes, or one with the payload of an earlier change goes. */
  record Change(Cidr cidr, int payload, boolean plus) {}

  @Provide
  Arbitrary<List<Change>> changes() {
    return Combinators.combine(
            Nets.cidrs(), Arbitraries.integers().between(0, 3), Arbitraries.of(true, true, false))
        .as(Change::new)
        .withoutEdgeCases()
        .list()
        .ofMaxSize(200);
  }

  private static CidrIndex<Integer> index(List<Cidr> nets) {
    CidrIndex.Builder<Integer> builder = CidrIndex.builder();
    for (int i = 0; i < nets.size(); i++) {
      builder.add(nets.get(i), i);
    }
    return builder.build();
  }

  private static List<Entry<Integer>> entries(List<Cidr> nets) {
    List<Entry<Integer>> entries = new ArrayList<>();
    for (int i = 0; i < nets.size(); i++) {
      entries.add(new Entry<>(nets.get(i), i));
    }
    entries.sort(Comparator.comparing(Entry::cidr, Nets.ORDER));
    return entries;
  }

  private static List<Overlap<Integer>> pairs(List<Entry<Integer>> sorted) {
    List<Overlap<Integer>> pairs = new ArrayList<>();
    for (int outer = 0; outer < sorted.size(); outer++) {
      for (int inner = outer + 1; inner < sorted.size(); inner++) {
        if (Nets.overlap(sorted.get(outer).cidr(), sorted.get(inner).cidr())) {
          pairs.add(new Overlap<>(sorted.get(outer), sorted.get(inner)));
        }
      }
    }
    return pairs;
  }

  /** Every question, against the entries in order. */
  private static void assertAnswers(
      CidrIndex<Integer> index, List<Entry<Integer>> sorted, Cidr block) {
    assertThat(index.size()).isEqualTo(sorted.size());
    List<Entry<Integer>> around = where(sorted, e -> Nets.contains(e.cidr(), block));
    List<Entry<Integer>> inside = where(sorted, e -> Nets.contains(block, e.cidr()));
    List<Entry<Integer>> any = where(sorted, e -> Nets.overlap(block, e.cidr()));
    assertThat(index.containing(block)).isEqualTo(around);
    assertThat(index.contained(block)).isEqualTo(inside);
    assertThat(index.overlapping(block)).isEqualTo(any);
    assertThat(index.overlapsAny(block)).isEqualTo(!any.isEmpty());
    for (Ip ip : List.of(block.first(), block.last())) {
      List<Entry<Integer>> matches = where(sorted, e -> Nets.contains(e.cidr(), Cidr.of(ip)));
      assertThat(index.longestMatch(ip))
          .isEqualTo(
              matches.isEmpty() ? Optional.empty() : Optional.of(matches.get(matches.size() - 1)));
    }
  }

  private static List<Entry<Integer>> where(
      List<Entry<Integer>> sorted, java.util.function.Predicate<Entry<Integer>> wanted) {
    return sorted.stream().filter(wanted).toList();
  }

  @Property(tries = 300)
  void overlaps_anyNetworks_areThePairsThatTryingAllFinds(@ForAll("nets") List<Cidr> nets) {
    List<Overlap<Integer>> expected = pairs(entries(nets));
    CidrIndex<Integer> index = index(nets);
    assertThat(index.overlaps().toList()).isEqualTo(expected);
    assertThat(index.overlaps().limit(3).toList())
        .isEqualTo(expected.subList(0, Math.min(3, expected.size())));
    assertThat(index.overlapCount()).isEqualTo(expected.size());
    List<List<Integer>> payloads = new ArrayList<>();
    index.forEachOverlap((outer, inner) -> payloads.add(List.of(outer, inner)));
    assertThat(payloads)
        .isEqualTo(
            expected.stream().map(o -> List.of(o.outer().payload(), o.inner().payload())).toList());
  }

  @Property(tries = 500)
  void questions_anyNetworks_areAnsweredAsByTryingAll(
      @ForAll("nets") List<Cidr> nets, @ForAll("net") Cidr block) {
    CidrIndex<Integer> index = index(nets);
    assertThat(index.entries()).isEqualTo(entries(nets));
    assertAnswers(index, entries(nets), block);
    for (Cidr own : nets.subList(0, Math.min(5, nets.size()))) {
      assertAnswers(index, entries(nets), own);
    }
  }

  @Property(tries = 150)
  void questions_afterAnyChanges_areAnsweredAsByTryingAll(
      @ForAll("nets") List<Cidr> nets,
      @ForAll("changes") List<Change> changes,
      @ForAll("net") Cidr block) {
    List<Entry<Integer>> model = new ArrayList<>();
    CidrIndex.Builder<Integer> builder = CidrIndex.builder();
    for (Cidr cidr : nets) {
      builder.add(cidr, model.size() % 4);
      model.add(new Entry<>(cidr, model.size() % 4));
    }
    CidrIndex<Integer> index = builder.build();
    for (Change change : changes) {
      CidrIndex<Integer> before = index;
      int size = before.size();
      Entry<Integer> entry = new Entry<>(change.cidr(), change.payload());
      if (change.plus()) {
        index = index.plus(entry.cidr(), entry.payload());
        model.add(entry);
      } else if (model.contains(entry)) {
        index = index.minus(entry.cidr(), entry.payload());
        model.remove(model.lastIndexOf(entry));
      } else {
        assertThat(index.minus(entry.cidr(), entry.payload())).isSameAs(index);
      }
      assertThat(before.size()).isEqualTo(size);
    }
    List<Entry<Integer>> sorted = new ArrayList<>(model);
    sorted.sort(Comparator.comparing(Entry::cidr, Nets.ORDER));
    assertAnswers(index, sorted, block);
    assertThat(index.entries()).isEqualTo(sorted);
    assertThat(index.overlaps().toList()).isEqualTo(pairs(sorted));
    assertThat(index.overlapCount()).isEqualTo(pairs(sorted).size());
    for (Change change : changes.subList(0, Math.min(4, changes.size()))) {
      assertAnswers(index, sorted, change.cidr());
    }
  }

  /** What goes stays in the arrays for a while, and must not be seen. */
  @Property(tries = 300)
  void questions_afterAnyHaveGone_areAnsweredAsByTryingAll(
      @ForAll("nets") List<Cidr> nets,
      @ForAll @Size(max = 40) Set<@IntRange(max = 39) Integer> gone,
      @ForAll("net") Cidr block) {
    CidrIndex<Integer> index = index(nets);
    List<Entry<Integer>> left = entries(nets);
    for (int number : gone) {
      if (number < nets.size()) {
        index = index.minus(nets.get(number), number);
        left.remove(new Entry<>(nets.get(number), number));
      }
    }
    assertThat(index.entries()).isEqualTo(left);
    assertAnswers(index, left, block);
    for (Cidr own : nets) {
      assertAnswers(index, left, own);
    }
    CidrIndex<Integer> more = index.plus(block, -1).plus(block, -2).minus(block, -1);
    left.add(new Entry<>(block, -2));
    left.sort(Comparator.comparing(Entry::cidr, Nets.ORDER));
    assertAnswers(more, left, block);
    assertThat(more.overlapCount()).isEqualTo(pairs(left).size());
    assertAnswers(more.minus(block, -2), where(left, e -> e.payload() != -2), block);
  }

  @Test
  void checkRoom_atTheMostNetworks_throws() {
    FamilyIndex.checkRoom(67_108_863);
    assertThatThrownBy(() -> FamilyIndex.checkRoom(67_108_864))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("networks: 67108864 (expected: at most 67108864)");
  }

  @Test
  void minus_allOfManyNetworks_leavesNothing() {
    CidrIndex.Builder<Integer> builder = CidrIndex.builder();
    List<Cidr> nets = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      nets.add(Cidr.enclosing(Ip.v4(i << 20), 12 + i % 3));
      nets.add(Cidr.of(Ip.of(0x2001L << 48 | i, i % 2), 127 + i % 2));
    }
    nets.forEach(net -> builder.add(net, 7));
    CidrIndex<Integer> index = builder.build();
    for (Cidr net : nets) {
      index = index.minus(net, 7);
    }
    assertThat(index.size()).isZero();
    assertThat(index.entries()).isEmpty();
    assertThat(index.overlapsAny(Cidr.ofAny4())).isFalse();
    assertThat(index.overlapsAny(Cidr.ofAny6())).isFalse();
    assertThat(index.longestMatch(Ip.v4(0))).isEmpty();
  }

  @Test
  void plus_manyNetworksOneByOne_isTheIndexOfAll() {
    CidrIndex<Integer> index = CidrIndex.empty();
    List<Cidr> nets = new ArrayList<>();
    for (int i = 0; i < 1000; i++) {
      Cidr net =
          i % 2 == 0
              ? Cidr.enclosing(Ip.v4(i * 0x9e3779b9), 8 + i % 25)
              : Cidr.enclosing(Ip.of(i * 0x9e3779b97f4a7c15L, i), 8 + i % 121);
      nets.add(net);
      index = index.plus(net, i);
    }
    assertThat(index.entries()).isEqualTo(entries(nets));
    assertThat(index.overlaps().toList()).isEqualTo(pairs(entries(nets)));
    for (int i = 0; i < 1000; i += 50) {
      assertAnswers(index, entries(nets), nets.get(i));
    }
  }

  @Test
  void longestMatch_equalNetworks_isTheOneAddedLast() {
    Cidr net = Cidr.parse("10.0.0.0/8");
    CidrIndex<String> index =
        CidrIndex.<String>builder().add(net, "first").add(net, "second").build();
    assertThat(index.longestMatch(net.first())).contains(new Entry<>(net, "second"));
    assertThat(index.plus(net, "third").longestMatch(net.last()))
        .contains(new Entry<>(net, "third"));
    assertThat(index.minus(net, "second").longestMatch(net.last()))
        .contains(new Entry<>(net, "first"));
  }

  @Test
  void overlaps_deepestNests_arePairedWithAllAround() {
    List<Cidr> nets = new ArrayList<>();
    for (int length = 32; length >= 0; length--) {
      nets.add(Cidr.enclosing(Ip.v4(-1), length));
    }
    for (int length = 128; length >= 0; length--) {
      nets.add(Cidr.enclosing(Ip.of(-1, -1), length));
    }
    CidrIndex<Integer> index = index(nets);
    assertThat(index.overlapCount()).isEqualTo(33 * 32 / 2 + 129 * 128 / 2);
    assertThat(index.overlaps().toList()).isEqualTo(pairs(entries(nets)));
    assertThat(index.containing(Cidr.of(Ip.of(-1, -1)))).hasSize(129);
    assertThat(index.containing(Cidr.of(Ip.v4(-1)))).hasSize(33);
    assertThat(index.longestMatch(Ip.of(-1, -2)).orElseThrow().cidr().prefixLength())
        .isEqualTo(127);
    assertThat(index.longestMatch(Ip.v4(0)).orElseThrow().cidr()).isEqualTo(Cidr.ofAny4());
  }

  @Test
  void families_neverOverlap() {
    CidrIndex<Integer> index = index(List.of(Cidr.ofAny4(), Cidr.ofAny6()));
    assertThat(index.overlapCount()).isZero();
    assertThat(index.overlaps()).isEmpty();
    assertThat(index.containing(Cidr.parse("::/64")))
        .containsExactly(new Entry<>(Cidr.ofAny6(), 1));
    assertThat(index.contained(Cidr.ofAny4())).containsExactly(new Entry<>(Cidr.ofAny4(), 0));
    assertThat(index).hasToString("1 IPv4 and 1 IPv6 networks");
  }

  @Test
  void empty_index_answersNothing() {
    CidrIndex<Integer> index = CidrIndex.empty();
    assertThat(index.size()).isZero();
    assertThat(index.overlapCount()).isZero();
    assertThat(index.overlapsAny(Cidr.ofAny4())).isFalse();
    assertThat(index.overlapping(Cidr.ofAny6())).isEmpty();
    assertThat(index.longestMatch(Ip.v4(-1))).isEmpty();
    assertThat(index.minus(Cidr.ofAny4(), 1)).isSameAs(index);
    assertThat(index.minus(Cidr.ofAny6(), 1)).isSameAs(index);
  }

  @Test
  void from_things_keepsThemAsPayloads() {
    List<String> things = List.of("10.0.0.0/8", "10.1.0.0/16", "2001:db8::/32");
    CidrIndex<String> index = CidrIndex.from(things, Cidr::parse);
    assertThat(index.overlaps().map(o -> o.outer().payload() + " around " + o.inner().payload()))
        .containsExactly("10.0.0.0/8 around 10.1.0.0/16");
  }

  @Test
  void payloads_thatAreNull_areRefusedWhenTheyCome() {
    Cidr net = Cidr.parse("10.0.0.0/8");
    CidrIndex.Builder<String> builder = CidrIndex.builder();
    assertThatNullPointerException()
        .isThrownBy(() -> builder.add(net, null))
        .withMessage("payload");
    assertThatNullPointerException().isThrownBy(() -> builder.add(null, "x")).withMessage("cidr");
    assertThat(builder.build().size()).isZero();
    CidrIndex<String> index = CidrIndex.empty();
    assertThatNullPointerException().isThrownBy(() -> index.plus(net, null)).withMessage("payload");
    assertThatNullPointerException()
        .isThrownBy(() -> CidrIndex.from(Arrays.asList("10.0.0.0/8", null), Cidr::parse))
        .withMessage("thing");
    assertThatNullPointerException().isThrownBy(() -> CidrIndex.from(List.of("x"), x -> null));
  }

  /** A set that many threads use may come in another order each time it is walked along. */
  @Test
  void from_aCollectionWithoutAnOrder_keepsEachThingWithItsNetwork() {
    Collection<String> shuffled =
        new AbstractCollection<>() {
          @Override
          public Iterator<String> iterator() {
            List<String> texts = new ArrayList<>(List.of("10.0.0.0/8", "11.0.0.0/8", "::/0"));
            Collections.rotate(texts, walks++);
            return texts.iterator();
          }

          @Override
          public int size() {
            return 3;
          }

          private int walks;
        };
    CidrIndex<String> index = CidrIndex.from(shuffled, Cidr::parse);
    assertThat(index.entries()).hasSize(3).allMatch(e -> e.cidr().toString().equals(e.payload()));
  }

  @Test
  void builder_usedOnAfterABuild_changesNothingThatWasBuilt() {
    CidrIndex.Builder<Integer> builder = CidrIndex.builder();
    builder.add(Cidr.parse("10.0.0.0/8"), 1).add(Cidr.parse("2001:db8::/32"), 1);
    CidrIndex<Integer> first = builder.build();
    builder.add(Cidr.parse("10.1.0.0/16"), 2).add(Cidr.parse("2001:db8::1/128"), 2);
    assertThat(builder.build().overlapCount()).isEqualTo(2);
    assertThat(first.size()).isEqualTo(2);
    assertThat(first.overlapCount()).isZero();
    assertThat(first.overlapsAny(Cidr.parse("2001:db8::1/128"))).isTrue();
  }

  @Test
  void lists_ofAnswers_areUnmodifiable() {
    CidrIndex<Integer> index = index(List.of(Cidr.ofAny4()));
    assertThatThrownBy(() -> index.contained(Cidr.ofAny4()).clear())
        .isInstanceOf(UnsupportedOperationException.class);
    assertThatThrownBy(() -> index.overlapping(Cidr.ofAny4()).clear())
        .isInstanceOf(UnsupportedOperationException.class);
  }
}
