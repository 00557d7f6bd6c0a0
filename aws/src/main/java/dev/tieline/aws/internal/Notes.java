package dev.tieline.aws.internal;

import dev.tieline.net.Cidr;
import dev.tieline.snapshot.SnapshotEditor;
import dev.tieline.spi.Address;
import dev.tieline.spi.Call;
import dev.tieline.spi.Diff;
import dev.tieline.spi.Facts;
import dev.tieline.spi.Find;
import dev.tieline.spi.Node;
import dev.tieline.spi.Owned;
import dev.tieline.spi.Owner;
import dev.tieline.spi.Query;
import dev.tieline.spi.Readiness;
import dev.tieline.spi.Refs;
import dev.tieline.spi.ResourceKind;
import dev.tieline.spi.Scope;
import dev.tieline.spi.Token;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.Tag;

/**
 * Tags of ours on objects, about what can bear no tags itself: claims, and the old values of
 * attributes of others that were changed with consent. They are written before what they speak of,
 * and deleted after it.
 */
final class Notes implements ResourceKind<NoteWish, Note> {
  private final String name;
  private final BiFunction<Owner, String, String> key;
  private final BiFunction<Owner, Tags, Collection<String>> subjects;

  private Notes(
      String name,
      BiFunction<Owner, String, String> key,
      BiFunction<Owner, Tags, Collection<String>> subjects) {
    this.name = name;
    this.key = key;
    this.subjects = subjects;
  }

  /** Returns the kind of claims on VPCs: of the blocks beside the primary one. */
  static Notes blockClaims() {
    return new Notes(
        "block claim",
        (owner, block) -> Marks.claimKey(owner, Cidr.parse(block)),
        (owner, tags) -> Marks.claims(owner, tags).keySet().stream().map(Cidr::toString).toList());
  }

  /** Returns the kind of old values, of VPCs and of subnets. */
  static Notes beforeImages() {
    return new Notes(
        "before image", Marks::beforeKey, (owner, tags) -> Marks.befores(owner, tags).keySet());
  }

  /** Returns a value that says what was there, and what we put in its place. */
  static String old(String value) {
    return value.substring(0, Math.max(0, value.indexOf('/')));
  }

  /** Returns what we put in place of what was there. */
  static String ours(String value) {
    return value.substring(value.indexOf('/') + 1);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public Guard guard() {
    return Guard.NATURAL_KEY;
  }

  @Override
  public String describe(NoteWish wish, Refs refs) {
    return wish.subject() + " " + value(wish, refs) + " on " + refs.show(wish.resource());
  }

  private static String value(NoteWish wish, Refs refs) {
    return wish.target() == null ? wish.text() : wish.text() + "/" + refs.show(wish.target());
  }

  @Override
  public String show(Note object) {
    return object.key() + " = " + object.value() + " on " + object.resource();
  }

  /** Returns what an owner's tag on an object says about something, if it is there. */
  Optional<Note> on(Tagged object, Owner owner, String subject) {
    String at = key.apply(owner, subject);
    return object.tags().get(at).map(value -> new Note(object.scope(), object.id(), at, value));
  }

  @Override
  public Find<Note> find(Owner owner, Node<NoteWish, Note> node, Refs refs, Facts facts) {
    Optional<String> why =
        facts
            .unreadable(node.scope(), Vpc.class)
            .or(() -> facts.unreadable(node.scope(), Subnet.class));
    if (why.isPresent()) {
      return new Find.Unreadable<>(why.get());
    }
    return refs.peek(node.wish().resource())
        .flatMap(
            id ->
                facts
                    .one(Vpc.class, id)
                    .<Tagged>map(vpc -> vpc)
                    .or(() -> facts.one(Subnet.class, id)))
        .flatMap(object -> on(object, owner, node.wish().subject()))
        .<Find<Note>>map(Find.Ours::new)
        .orElseGet(Find.None::new);
  }

  @Override
  public Diff compare(Owner owner, Node<NoteWish, Note> node, Note object, Refs refs) {
    String wished = value(node.wish(), refs);
    return object.value().equals(wished)
        ? new Diff.Same()
        : new Diff.Differs(List.of(wished + " instead of " + object.value()));
  }

  @Override
  public Call<Note> create(Owner owner, Node<NoteWish, Note> node, Refs refs, Token token) {
    String value = value(node.wish(), refs);
    Note note =
        new Note(
            node.scope(),
            refs.get(node.wish().resource()),
            key.apply(owner, node.wish().subject()),
            value);
    return Mine.tag(note.scope(), note.resource(), note.key(), note.value(), note);
  }

  @Override
  public Call<Note> update(Owner owner, Node<NoteWish, Note> node, Note object, Refs refs) {
    Note note = new Note(object.scope(), object.resource(), object.key(), value(node.wish(), refs));
    return Mine.tag(note.scope(), note.resource(), note.key(), note.value(), note);
  }

  @Override
  public Optional<Call<?>> delete(Owner owner, Owned<Note> owned) {
    Note note = owned.object();
    // With the value, which makes the call pass over a tag that says something else by now.
    return Optional.of(
        Call.write(
            note.scope(),
            "DeleteTags",
            clients ->
                clients
                    .client(Ec2Client.class)
                    .deleteTags(
                        r ->
                            r.resources(note.resource())
                                .tags(Tag.builder().key(note.key()).value(note.value()).build()))));
  }

  @Override
  public Query<Note> read(Scope scope, Collection<String> ids) {
    List<String> resources = ids.stream().map(id -> id.substring(0, id.indexOf(' '))).toList();
    return Mine.flat(
        Lists.tags(scope, new Lists.By("resource-id", resources)),
        tag -> List.of(new Note(scope, tag.id(), tag.key(), tag.value())));
  }

  @Override
  public Query<Note> seek(Owner owner, Node<NoteWish, Note> node, Refs refs) {
    return read(node.scope(), List.of(refs.get(node.wish().resource()) + " "));
  }

  @Override
  public Find<Note> pick(Owner owner, Node<NoteWish, Note> node, Refs refs, List<Note> found) {
    String resource = refs.get(node.wish().resource());
    String wished = key.apply(owner, node.wish().subject());
    return found.stream()
        .filter(n -> n.resource().equals(resource) && n.key().equals(wished))
        .findFirst()
        .<Find<Note>>map(Find.Ours::new)
        .orElseGet(Find.None::new);
  }

  @Override
  public String id(Note object) {
    return object.id();
  }

  @Override
  public Collection<String> uses(Note object) {
    return List.of(object.resource());
  }

  @Override
  public Readiness readiness(Node<NoteWish, Note> node, Note object) {
    return new Readiness.Target();
  }

  @Override
  public Readiness leaving(Owner owner, Note object) {
    return new Readiness.Transitional("still shown");
  }

  @Override
  public boolean isEvidence() {
    return true;
  }

  /**
   * Of something that is as it was before, though a lost call may yet change it, or the readers may
   * be behind.
   */
  @Override
  public boolean isLoneEvidence(Note note, Facts facts) {
    Optional<Cidr> claimed = Marks.claimed(note.key());
    if (claimed.isPresent()) {
      return facts.one(Vpc.class, note.resource()).stream()
          .flatMap(vpc -> vpc.blocks().stream())
          .noneMatch(block -> block.cidr().equals(claimed.get()));
    }
    String kept = Marks.kept(note.key()).orElse("");
    if (kept.equals(Associations.SUBJECT)) {
      return facts.one(RouteTable.class, ours(note.value())).stream()
          .flatMap(table -> table.associations().stream())
          .noneMatch(a -> note.resource().equals(a.subnet()));
    }
    return facts.one(VpcAttributes.class, new Keys.InVpc(note.resource())).stream()
        .noneMatch(
            all ->
                kept.equals(VpcAttribute.Name.DNS_HOSTNAMES.text())
                    ? all.dnsHostnames()
                    : all.dnsSupport());
  }

  @Override
  public List<Owned<Note>> owned(Owner owner, Facts facts) {
    List<Owned<Note>> owned = new ArrayList<>();
    for (Object evidence : List.of(new Keys.ClaimedBy(owner), new Keys.BeforeBy(owner))) {
      collect(owner, facts, Vpc.class, evidence, owned);
      collect(owner, facts, Subnet.class, evidence, owned);
    }
    return owned.stream().distinct().sorted(Comparator.comparing(Owned::address)).toList();
  }

  private <T extends Tagged> void collect(
      Owner owner, Facts facts, Class<T> type, Object evidence, List<Owned<Note>> to) {
    for (T object : facts.find(type, evidence)) {
      // What a note speaks of must be readable, or the note would go and what it restores stay.
      Class<?> subject = type == Vpc.class ? VpcAttributes.class : RouteTable.class;
      if (facts.unreadable(object.scope(), subject).isEmpty()) {
        collect(owner, object, to);
      }
    }
  }

  private void collect(Owner owner, Tagged object, List<Owned<Note>> to) {
    Address address = Marks.address(owner, object.tags()).orElseGet(() -> new Address(object.id()));
    for (String subject : subjects.apply(owner, object.tags())) {
      Address at = address.child(name.replace(' ', '-') + "." + subject);
      on(object, owner, subject).ifPresent(n -> to.add(new Owned<>(at, object.scope(), n)));
    }
  }

  @Override
  public void project(Node<NoteWish, Note> node, Refs refs, SnapshotEditor to) {
    // A tag changes nothing in how networks reach each other.
  }

  @Override
  public void projectGone(Note object, SnapshotEditor to) {
    // A tag changes nothing in how networks reach each other.
  }
}
