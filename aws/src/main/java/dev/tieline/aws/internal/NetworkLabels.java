package dev.tieline.aws.internal;

import dev.tieline.provider.Marks;
import dev.tieline.provider.Tagged;
import dev.tieline.provider.Tags;
import dev.tieline.spi.Address;
import dev.tieline.spi.Facts;
import dev.tieline.spi.Owned;
import dev.tieline.spi.Owner;
import dev.tieline.spi.Ref;
import dev.tieline.spi.Refs;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What the kinds have in common whose objects are tags on parts of networks. The last part of a
 * tag's key is its subject: what the tag speaks of.
 *
 * @param <T> what bears the tag
 */
abstract class NetworkLabels<T extends Tagged> extends LabelKind<LabelWish, T> {
  private final Class<T> type;
  private final String segment;

  /** A segment is the word for the kind in addresses. */
  NetworkLabels(Class<T> type, String segment) {
    super(type);
    this.type = type;
    this.segment = segment;
  }

  /** Returns the key of the owner's tag about a subject. */
  abstract String key(Owner owner, String subject);

  /** Returns what the owner's tags on an object speak of. */
  abstract Collection<String> subjects(Owner owner, Tags tags);

  /** Returns what a holder of a tag is filed under. */
  abstract Object evidence(Owner owner);

  @Override
  public final String describe(LabelWish wish, Refs refs) {
    return wish.subject() + " " + value(wish, refs) + " on " + refs.show(wish.holder());
  }

  @Override
  final Ref<String> holder(LabelWish wish) {
    return wish.holder();
  }

  @Override
  final Optional<String> key(Owner owner, LabelWish wish, Refs refs) {
    return Optional.of(key(owner, wish.subject()));
  }

  @Override
  final String value(LabelWish wish, Refs refs) {
    return wish.target() == null ? wish.text() : wish.text() + "/" + refs.show(wish.target());
  }

  /** Returns the owner's tag on an object about a subject, if it is there. */
  final Optional<Label> on(T holder, Owner owner, String subject) {
    String key = key(owner, subject);
    return holder.tags().get(key).map(value -> new Label(holder.scope(), holder.id(), key, value));
  }

  @Override
  public final boolean isEvidence() {
    return true;
  }

  /**
   * Returns the owner's tags. What they speak of must be readable, or they would go and what they
   * restore would stay.
   */
  @Override
  public final List<Owned<Label>> owned(Owner owner, Facts facts) {
    List<Owned<Label>> owned = new ArrayList<>();
    for (T holder : facts.find(type, evidence(owner))) {
      boolean readable =
          sources().stream().allMatch(s -> facts.unreadable(holder.scope(), s).isEmpty());
      if (readable) {
        Address at = Marks.address(owner, holder.tags()).orElseGet(() -> new Address(holder.id()));
        for (String subject : subjects(owner, holder.tags())) {
          on(holder, owner, subject)
              .ifPresent(
                  label ->
                      owned.add(
                          new Owned<>(at.child(segment + "." + subject), holder.scope(), label)));
        }
      }
    }
    owned.sort(Comparator.comparing(Owned::address));
    return owned;
  }
}
