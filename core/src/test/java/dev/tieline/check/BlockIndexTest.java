package dev.tieline.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tieline.net.Cidr;
import dev.tieline.net.Ip;
import java.util.List;
import java.util.function.Predicate;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** The index against asking every block. */
class BlockIndexTest {
  @Provide
  Arbitrary<Cidr> blocks() {
    return Combinators.combine(
            Arbitraries.integers().between(0, 31),
            Arbitraries.integers().between(0, 6),
            Arbitraries.of(true, false))
        .as(
            (host, cut, v4) ->
                v4
                    ? Cidr.enclosing(Ip.v4(host << 27), cut)
                    : Cidr.enclosing(Ip.of((long) host << 59, 0), cut));
  }

  @Property
  void lookups_anyBlocks_areWhatAskingEachOneSays(
      @ForAll List<@net.jqwik.api.From("blocks") Cidr> blocks, @ForAll("blocks") Cidr asked) {
    BlockIndex<Cidr> index = new BlockIndex<>();
    blocks.forEach(block -> index.add(block, block));

    assertSame(index.at(asked), blocks, asked::equals);
    assertSame(index.inside(asked), blocks, b -> asked.contains(b) && !b.equals(asked));
    assertSame(index.around(asked), blocks, b -> b.contains(asked) && !b.equals(asked));
    assertSame(index.touching(asked), blocks, asked::overlaps);
  }

  private static void assertSame(List<Cidr> found, List<Cidr> all, Predicate<Cidr> wanted) {
    assertThat(found).containsExactlyInAnyOrderElementsOf(all.stream().filter(wanted).toList());
  }
}
