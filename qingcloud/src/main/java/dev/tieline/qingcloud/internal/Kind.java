package dev.tieline.qingcloud.internal;

import dev.tieline.provider.Marked;
import dev.tieline.provider.Marks;
import dev.tieline.spi.Address;
import dev.tieline.spi.Diff;
import dev.tieline.spi.Facts;
import dev.tieline.spi.Find;
import dev.tieline.spi.Node;
import dev.tieline.spi.Owner;
import dev.tieline.spi.Readiness;
import dev.tieline.spi.Refs;
import dev.tieline.spi.ResourceKind;
import dev.tieline.spi.Wish;
import java.util.List;
import java.util.Optional;

/** What all kinds of this cloud share: nothing is found among what could not be read. */
abstract class Kind<W extends Wish, O> implements ResourceKind<W, O> {
  @Override
  public final Find<O> find(Owner owner, Node<W, O> node, Refs refs, Facts facts) {
    for (Class<?> type : sources()) {
      Optional<String> why = facts.unreadable(node.scope(), type);
      if (why.isPresent()) {
        return new Find.Unreadable<>(why.get());
      }
    }
    return among(owner, node, refs, facts);
  }

  /** Looks for the wished object among facts that have all been read. */
  abstract Find<O> among(Owner owner, Node<W, O> node, Refs refs, Facts facts);

  /** Whether an object of our namespace lacks our mark, or bears it with an old address. */
  static Diff compareMark(Marked object, Owner owner, Address address) {
    List<String> fields = Marks.differences(object, owner, Names.inName(owner, address));
    return fields.isEmpty() ? new Diff.Same() : new Diff.Differs(fields);
  }

  /** What an object that bears marks means that is shown after its delete. */
  static Readiness leaving(Owner owner, Marked object, Progress progress) {
    return object.marks().containsKey(owner) ? leaving(progress) : new Readiness.Target();
  }

  /** What an object means that is shown after its delete. */
  static Readiness leaving(Progress progress) {
    Job job = progress.job();
    if (job != null && !job.moving()) {
      return new Readiness.Failed(job.toString(), job.why());
    }
    return progress.moving() ? new Readiness.Transitional(progress.toString()) : still();
  }

  /** What is shown after its delete without any sign of going: the call had no effect. */
  static Readiness still() {
    return new Readiness.Failed("there", "it is still shown");
  }
}
