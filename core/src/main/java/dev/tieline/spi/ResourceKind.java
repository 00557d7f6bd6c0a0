package dev.tieline.spi;

import dev.tieline.plan.Action;
import dev.tieline.plan.Handover;
import dev.tieline.plan.Trait;
import dev.tieline.snapshot.SnapshotEditor;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Everything about one kind of object of one cloud. Stateless; nothing here sleeps, retries, logs
 * or starts a thread: calls are returned as values, and the engine makes them.
 *
 * @param <W> what is wished; its text is canonical
 * @param <O> what is observed; a value with equality by content
 */
public interface ResourceKind<W extends Wish, O> {
  /**
   * Returns the kind's name.
   *
   * @return in the cloud's words, lower case, such as {@code peering connection}
   */
  String name();

  /**
   * Returns what makes it safe to repeat a create after a crash.
   *
   * @return natural key, token or neither
   */
  Guard guard();

  /**
   * Returns what is done to fulfil a wish whose object is not there.
   *
   * @param wish the wish
   * @return create, accept, wait, manual, or come for what comes into being with another object
   */
  default Action verb(W wish) {
    return Action.CREATE;
  }

  /**
   * Returns by whom an object that is waited for comes into being.
   *
   * @param wish the wish
   * @return who, in words; somebody else by default
   */
  default String party(W wish) {
    return "somebody else";
  }

  /**
   * Returns what one should know before a step of this kind is made.
   *
   * @param wish the wish
   * @return the traits; none by default
   */
  default Set<Trait> traits(W wish) {
    return Set.of();
  }

  /**
   * Returns a wish in words.
   *
   * @param wish the wish
   * @param refs the values that are known
   * @return one line with the values
   */
  String describe(W wish, Refs refs);

  /**
   * Returns an object in words, for the step that deletes it.
   *
   * @param object the object
   * @return one line with its id
   */
  String show(O object);

  /**
   * Looks for the wished object. Pure; one step, however much the facts hold.
   *
   * @param owner who wishes
   * @param node the address, the scope and the wish
   * @param refs the values that are known; those of objects that are not there are not
   * @param facts what the survey found
   * @return what is there
   */
  Find<O> find(Owner owner, Node<W, O> node, Refs refs, Facts facts);

  /**
   * Compares an object of ours, or one that is adopted, with the wish. An adopted one differs only
   * if the topology consents to changing it.
   *
   * @param owner who wishes
   * @param node the address, the scope and the wish
   * @param object the object
   * @param refs the values that are known
   * @return how it differs
   */
  Diff compare(Owner owner, Node<W, O> node, O object, Refs refs);

  /**
   * Returns the call that makes the object, with our mark in it where the cloud allows that.
   *
   * @param owner who wishes
   * @param node the address, the scope and the wish
   * @param refs the values; all that the wish refers to are known
   * @param token the idempotency token, for kinds whose guard is one
   * @return the call
   */
  Call<O> create(Owner owner, Node<W, O> node, Refs refs, Token token);

  /**
   * Returns the call that makes the object as wished; asked only when {@link #compare} said {@link
   * Diff.Differs}.
   *
   * @param owner who wishes
   * @param node the address, the scope and the wish
   * @param object the object
   * @param refs the values; all that the wish refers to are known
   * @return the call, which answers with the object as it will be
   */
  default Call<O> update(Owner owner, Node<W, O> node, O object, Refs refs) {
    throw new IllegalStateException(name() + " " + node + " has nothing to update");
  }

  /**
   * Returns the call that deletes the object, or takes only our mark off one that other topologies
   * use.
   *
   * @param owner who no longer wishes it
   * @param owned the object, as it was read just before unless the kind {@link #guardsDelete
   *     guards} its deletes
   * @return the call; empty where nothing is to be called since it goes with another object
   */
  Optional<Call<?>> delete(Owner owner, Owned<O> owned);

  /**
   * Returns whether an object that a token was answered with is still ours. A cloud answers a token
   * with what it has made by it, also when somebody has taken our mark off since: then it is
   * another one's, and the token is spent. Asked of kinds whose guard is a token.
   *
   * @param owner who wishes
   * @param object the object as it was just read
   * @return true by default: that it is there is enough
   */
  default boolean bearsMark(Owner owner, O object) {
    return true;
  }

  /**
   * Returns the list that reads objects by their ids; one that is missing in the answer is not
   * there.
   *
   * @param scope where
   * @param ids their {@link #id ids}
   * @return the list; its answer may hold others, too
   */
  Query<O> read(Scope scope, Collection<String> ids);

  /**
   * Returns the call that asks an object itself, not a list, whether the cloud still knows it. Made
   * only for what a token was answered with and no read has shown: a list that leaves out what is
   * there must not be taken for its end, since then another one would be made.
   *
   * @param scope where the object is
   * @param id its id
   * @return the call, whose answer is whether the cloud knows it, and which may be refused as
   *     {@code NOT_FOUND} instead; empty, as by default, if {@link #read} already asks so, or the
   *     cloud has lists only
   */
  default Optional<Call<Boolean>> alive(Scope scope, String id) {
    return Optional.empty();
  }

  /**
   * Returns the list in which the object must be if a create had its effect: asked after an answer
   * that was lost or that told of a conflict, and for what comes into being by another hand.
   *
   * @param owner who wishes
   * @param node the address, the scope and the wish
   * @param refs the values; all that the wish refers to are known
   * @return the list, which may hold others, too
   */
  Query<O> seek(Owner owner, Node<W, O> node, Refs refs);

  /**
   * Looks for the wished object among what {@link #seek} found.
   *
   * @param owner who wishes
   * @param node the address, the scope and the wish
   * @param refs the values; all that the wish refers to are known
   * @param found what the list held
   * @return what is there
   */
  Find<O> pick(Owner owner, Node<W, O> node, Refs refs, List<O> found);

  /**
   * Returns the id by which an object is read.
   *
   * @param object the object
   * @return unique among the objects of this kind in one scope
   */
  String id(O object);

  /**
   * Returns the ids of objects of any kind that this one lives in or points at: they are deleted
   * after it.
   *
   * @param object the object
   * @return ids, in any order
   */
  default Collection<String> uses(O object) {
    return List.of();
  }

  /**
   * Returns what the cloud's state means for the wish.
   *
   * @param node the address, the scope and the wish
   * @param object the object
   * @return the meaning of its state; a state that nobody knows is failed
   */
  Readiness readiness(Node<W, O> node, O object);

  /**
   * Returns whether an object is made or changed after everything that is no longer wished has been
   * removed in the same run: such as what puts all changes of a container in force at once, so that
   * one call does for what is new and what is gone.
   *
   * @param wish the wish
   * @return false by default: removals come last, so that nothing is broken before its change
   */
  default boolean comesAfterRemovals(W wish) {
    return false;
  }

  /**
   * Returns how long the cloud usually takes until what was just made or changed is as wished, and
   * may be used: so long it is not looked at. Nothing but the number of looks and the end of the
   * wait rests on it.
   *
   * @param wish the wish
   * @return zero by default: the first look is that of the policy for waits
   */
  default Duration usuallyTakes(W wish) {
    return Duration.ZERO;
  }

  /**
   * Returns whether the cloud has no conditional write for this kind, so that an object is read
   * again just before it is changed.
   *
   * @return false by default
   */
  default boolean unguarded() {
    return false;
  }

  /**
   * Returns whether the call that deletes an object names what the object was seen to be, so that
   * it has no effect on what has become another since: such as that of a tag with its value. All
   * else is read again just before it is deleted: the mark may have been taken off it since the
   * look, or another topology may use it.
   *
   * @return false by default
   */
  default boolean guardsDelete() {
    return false;
  }

  /**
   * Returns where an object is read just before it is deleted: everywhere where it has marks of its
   * own.
   *
   * @param owned the object as the survey saw it
   * @return its scope alone by default
   */
  default List<Scope> places(Owned<O> owned) {
    return List.of(owned.scope());
  }

  /**
   * Returns the object that was just read, with what only the survey tells of it: such as the claim
   * that names it.
   *
   * @param seen the object as the survey saw it
   * @param now what was read of it, at least in one of its {@link #places places}, in their order
   * @return the first of what was read by default
   */
  default O fresh(O seen, List<O> now) {
    return now.get(0);
  }

  /**
   * Returns whether an object that was just read is still the one that the survey saw; asked before
   * each delete that does not {@link #guardsDelete guard itself}, and before a change of unguarded
   * kinds. That it bears our mark is known by {@link #leaving}.
   *
   * @param owner whose it was
   * @param seen the object that the survey saw
   * @param now the object as it is now
   * @return whether it may be changed or deleted
   */
  default boolean stillOurs(Owner owner, O seen, O now) {
    return true;
  }

  /**
   * Returns whether the object is gone, or still going, after a delete.
   *
   * @param owner who deleted it, or took its mark off
   * @param object the object as it was just read
   * @return gone or target when nothing of it is ours any more, transitional while it is going,
   *     failed otherwise
   */
  Readiness leaving(Owner owner, O object);

  /**
   * Returns every object of this kind that bears the owner's mark or that a claim of it names.
   *
   * @param owner whose
   * @param facts what the survey found
   * @return in order of addresses
   */
  List<Owned<O>> owned(Owner owner, Facts facts);

  /**
   * Returns whether objects of this kind say nothing but what is to be done with something else, as
   * claims and old values do. They are deleted after a look that shows that it is done.
   *
   * @return false by default
   */
  default boolean isEvidence() {
    return false;
  }

  /**
   * Returns whether an object is the only evidence of something that the facts do not show, such as
   * a claim without its entry. The entry may be there all the same, where reads are behind or a
   * lost call is late; so what is the only evidence is deleted only when it was seen to be that for
   * the quiet time.
   *
   * @param object an object that is no longer wished
   * @param facts what the survey found
   * @return false by default
   */
  default boolean isLoneEvidence(O object, Facts facts) {
    return false;
  }

  /**
   * Returns what a delete puts back in place of an object, where it restores what was there before
   * us: such as {@code enableDnsHostnames of vpc-1 back to false}.
   *
   * @param object the object
   * @return the words for a plan; empty if a delete removes the object, as it does by default
   */
  default Optional<String> restores(O object) {
    return Optional.empty();
  }

  /**
   * Returns what others have built upon an object, where the cloud would delete it all the same and
   * leave that broken. The object, and the part of the wish that it belongs to, stay until it is
   * gone.
   *
   * @param owner who no longer wishes the object
   * @param owned the object
   * @param facts what the survey found
   * @return one line that names what is built upon it; empty, as by default, if there is nothing
   */
  default Optional<String> builtUpon(Owner owner, Owned<O> owned, Facts facts) {
    return Optional.empty();
  }

  /**
   * Returns the lists of what is built upon an object at the very moment, when nothing of its owner
   * is any more. They are read just before a delete that would break it; what is in one of them
   * came since the survey, and another look tells by {@link #builtUpon} what is to become of it.
   *
   * @param owner who no longer wishes the object
   * @param owned the object as it was just read
   * @return lists of any words; none, as by default, if the cloud itself refuses such deletes
   */
  default List<Query<String>> nowBuiltUpon(Owner owner, Owned<O> owned) {
    return List.of();
  }

  /**
   * Returns whether an object that the owner has just released bears nobody's mark any more: then
   * all who shared it have left at the same moment, each for the sake of the others, and it is
   * deleted after all.
   *
   * @param released the object as a read shows it after the release
   * @return false by default, for objects that are not shared
   */
  default boolean isAbandoned(O released) {
    return false;
  }

  /**
   * Returns the lists of what may keep an object from being deleted; asked only when the cloud has
   * refused a delete because something depends on the object, and does not let go.
   *
   * @param owned the object as it was last read
   * @return lists of words for people, such as {@code interface eni-1 (web) of i-1}; none, as by
   *     default, if the cloud's own words are all there is
   */
  default List<Query<String>> dependents(Owned<O> owned) {
    return List.of();
  }

  /**
   * Returns the types of facts that {@link #owned} looks at. While one of them is unreadable
   * somewhere, it can not be told whether everything of an owner is gone.
   *
   * @return the types under which the survey files them; none of a kind that never owns anything
   */
  Collection<Class<?>> sources();

  /**
   * Puts the object as wished into a snapshot; ids that are not known are placeholders.
   *
   * @param node the address, the scope and the wish
   * @param refs the values that are known
   * @param to the snapshot
   */
  void project(Node<W, O> node, Refs refs, SnapshotEditor to);

  /**
   * Takes the object out of a snapshot.
   *
   * @param object the object
   * @param to the snapshot
   */
  void projectGone(O object, SnapshotEditor to);

  /**
   * Returns an object that stands in for one that is not there yet, so that the calls of others
   * that refer to it can be rehearsed. Nothing is ever made with it.
   *
   * @param node the address, the scope and the wish
   * @param refs the values that are known, or stand in for others
   * @return an object whose id has the cloud's form and is no object's; empty by default, so that
   *     what refers to one is not rehearsed
   */
  default Optional<O> standIn(Node<W, O> node, Refs refs) {
    return Optional.empty();
  }

  /**
   * Returns the words for somebody else to do this step, for wishes whose verb is wait or manual.
   *
   * @param owner who wishes
   * @param node the address, the scope and the wish
   * @param refs the values that are known
   * @return the document; empty for kinds that never wait for anybody
   */
  default Optional<Handover> handover(Owner owner, Node<W, O> node, Refs refs) {
    return Optional.empty();
  }

  /**
   * Returns the words for somebody else to let an object go that the cloud does not delete: the
   * move is theirs, so that the delete waits for it instead of failing.
   *
   * @param owned the object as it was last read
   * @param users what keeps it, as {@link #dependents} has listed it; never empty
   * @return the document; empty, as by default, if it is not known to be somebody else's move
   */
  default Optional<Handover> leavingHandover(Owned<O> owned, List<String> users) {
    return Optional.empty();
  }

  /**
   * Returns the words for somebody else to remove an object that no call removes, as what a cloud
   * offers in its console alone: the delete waits until a look shows that it is gone.
   *
   * @param owner who no longer wishes it
   * @param owned the object
   * @return the document; empty, as by default, for what calls remove, or goes with another object
   */
  default Optional<Handover> removedByHand(Owner owner, Owned<O> owned) {
    return Optional.empty();
  }

  /** What makes it safe to repeat a create. */
  enum Guard {
    /** The cloud refuses, or answers with, a second object of the same natural key. */
    NATURAL_KEY,
    /** The cloud takes an idempotency token. */
    TOKEN,
    /**
     * Nothing but a look by mark: a crash within the lag can double it, and the surplus is removed
     * later.
     */
    NEITHER
  }
}
