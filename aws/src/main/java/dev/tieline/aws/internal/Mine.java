package dev.tieline.aws.internal;

import dev.tieline.provider.Addresses;
import dev.tieline.provider.Keys;
import dev.tieline.provider.Marks;
import dev.tieline.provider.Tagged;
import dev.tieline.provider.Tags;
import dev.tieline.spi.Address;
import dev.tieline.spi.Call;
import dev.tieline.spi.Diff;
import dev.tieline.spi.Facts;
import dev.tieline.spi.Owner;
import dev.tieline.spi.Readiness;
import dev.tieline.spi.Scope;
import java.util.List;
import software.amazon.awssdk.services.ec2.model.ResourceType;
import software.amazon.awssdk.services.ec2.model.TagSpecification;

/** What the kinds of networks share: marks in calls, and what a mark says of an object. */
final class Mine {
  /** The rest of an id, after its prefix, that is well-formed and that no object has. */
  static final String NOBODYS = "0".repeat(17);

  private Mine() {}

  /** Returns the tags of a create. */
  static TagSpecification tags(ResourceType type, Owner owner, Address address) {
    return Wire.specification(type, AwsTags.fresh(owner, address, Addresses.display(address)));
  }

  /** Returns the tags with our mark. */
  static Tags marked(Tags tags, Owner owner, Address address) {
    return tags.with(Marks.key(owner), address.path());
  }

  /** Tells whether an object of our namespace lacks our mark, or bears it with an old address. */
  static Diff compareMark(Tagged object, Owner owner, Address address) {
    Tags tags = object.tags();
    if (Marks.bears(owner, address, tags) || !Marks.ours(owner, object)) {
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
   * Returns whether what is in a VPC is in the one that its address demands, as far as that one is
   * known: a network that is not ours bears no mark.
   */
  static boolean isAtHome(Owner owner, Address address, String vpc, Facts facts) {
    List<Vpc> networks = facts.find(Vpc.class, new Keys.Marked(owner, new Address(address.part())));
    return networks.isEmpty() || networks.stream().anyMatch(network -> network.id().equals(vpc));
  }
}
