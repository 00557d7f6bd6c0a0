package dev.tieline.aws.internal;

import dev.tieline.spi.Address;
import dev.tieline.spi.Call;
import dev.tieline.spi.Diff;
import dev.tieline.spi.Facts;
import dev.tieline.spi.Owned;
import dev.tieline.spi.Owner;
import dev.tieline.spi.Readiness;
import dev.tieline.spi.Scope;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import software.amazon.awssdk.services.ec2.model.ResourceType;
import software.amazon.awssdk.services.ec2.model.TagSpecification;

/** What the kinds of networks share: marks in calls, and what a mark says of an object. */
final class Mine {
  /** The rest of an id, after its prefix, that is well-formed and that no object has. */
  static final String NOBODYS = "0".repeat(17);

  private Mine() {}

  /** Returns the last part of an address without the word that says what it is. */
  static String name(Address address) {
    String last = address.path().substring(address.path().lastIndexOf('/') + 1);
    return last.substring(last.indexOf('.') + 1);
  }

  /** Returns the name that people see: of the network, and of the part in it. */
  static String display(Address address) {
    String part = address.part();
    String network = part.substring(part.indexOf('.') + 1);
    return part.equals(address.path()) ? network : network + "-" + name(address);
  }

  /** Returns the tags of a create. */
  static TagSpecification tags(ResourceType type, Owner owner, Address address) {
    return Wire.specification(type, Marks.fresh(owner, address, display(address)));
  }

  /** Returns the tags with our mark. */
  static Tags marked(Tags tags, Owner owner, Address address) {
    return tags.with(Marks.key(owner), address.path());
  }

  /** Tells whether an object of our namespace lacks our mark, or bears it with an old address. */
  static Diff compareMark(Tags tags, Owner owner, Address address) {
    if (Marks.bears(owner, address, tags) || !Marks.ours(owner, tags)) {
      return new Diff.Same(); // what is adopted gets no mark
    }
    String found = tags.get(Marks.key(owner)).orElse("none");
    return new Diff.Differs(List.of("mark " + address + " instead of " + found));
  }

  /** Returns the call that puts our mark on an object of our namespace. */
  static <T> Call<T> mark(Scope scope, String id, Owner owner, Address address, T answer) {
    return TagCalls.set(scope, id, Marks.key(owner), address.path(), answer);
  }

  /** Returns the call that takes our mark off an object that other topologies use. */
  static Call<?> release(Scope scope, String id, Owner owner) {
    return TagCalls.remove(scope, id, Marks.key(owner));
  }

  /** Returns what an object that is still shown means after its delete, or its release. */
  static Readiness leaving(Tags tags, Owner owner, String state) {
    return tags.get(Marks.key(owner)).isPresent()
        ? new Readiness.Transitional(state)
        : new Readiness.Target();
  }

  /** Returns what a state means that is no part of a way to the target. */
  static Readiness.Failed failed(String what, String id, String state) {
    return new Readiness.Failed(state, what + " " + id + " is in state " + state);
  }

  /**
   * Returns the objects of a type that bear the owner's mark, at an address of the kind's shape.
   */
  static <O extends Tagged> List<Owned<O>> owned(
      Owner owner, Facts facts, Class<O> type, Predicate<Address> shape) {
    List<Owned<O>> owned = new ArrayList<>();
    for (O object : facts.find(type, new Keys.OwnedBy(owner))) {
      Marks.address(owner, object.tags())
          .filter(shape)
          .ifPresent(address -> owned.add(new Owned<>(address, object.scope(), object)));
    }
    owned.sort(
        Comparator.comparing((Owned<O> o) -> o.address()).thenComparing(o -> o.object().id()));
    return owned;
  }

  /**
   * Returns whether what is in a VPC is in the one that its address demands, as far as that one is
   * known: a network that is not ours bears no mark.
   */
  static boolean isAtHome(Owner owner, Address address, String vpc, Facts facts) {
    List<Vpc> networks = facts.find(Vpc.class, new Keys.Marked(owner, new Address(address.part())));
    return networks.isEmpty() || networks.stream().anyMatch(network -> network.id().equals(vpc));
  }

  /** Returns whether an address is one of a network's own part, such as a subnet. */
  static Predicate<Address> partOfNetwork(String segment) {
    return address -> {
      String path = address.path();
      int slash = path.indexOf('/');
      return path.startsWith("network.")
          && slash > 0
          && (path.startsWith(segment + ".", slash + 1)
              || path.substring(slash + 1).equals(segment));
    };
  }
}
