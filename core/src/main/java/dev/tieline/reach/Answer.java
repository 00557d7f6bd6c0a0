package dev.tieline.reach;

import java.util.List;

/** What one check along the way found. */
sealed interface Answer {
  /** What the packet met, up to what stops it. */
  List<Hop> hops();

  /** The packet goes on. */
  record Passes(List<Hop> hops) implements Answer {}

  /** The packet goes no further: the blocks, in order, all have to change. */
  record Stops(List<Hop> hops, List<Block> blocks) implements Answer {
    static Stops at(Hop.Kind kind, Block block) {
      return new Stops(List.of(new Hop(kind, block.id(), block.found())), List.of(block));
    }
  }

  /** Nobody knows; perhaps not even where the packet goes. */
  record Unclear(List<Hop> hops, Gap gap, boolean wayIsLost) implements Answer {
    static Unclear of(Gap gap) {
      return new Unclear(List.of(), gap, false);
    }
  }
}
