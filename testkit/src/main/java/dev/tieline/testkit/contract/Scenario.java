package dev.tieline.testkit.contract;

import dev.tieline.apply.Report;
import dev.tieline.spi.Provider;
import dev.tieline.testkit.Ask;
import dev.tieline.testkit.FakeCloud;
import dev.tieline.testkit.Reply;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * One wish in one fake cloud, with what must come of it. A scenario has no state: it is asked for a
 * new cloud for each run, and must set up the same each time.
 */
public interface Scenario {

  /**
   * Returns what scripts call it.
   *
   * @return by default the simple name of its class
   */
  default String name() {
    return getClass().getSimpleName();
  }

  /**
   * Returns a cloud in which nothing is yet.
   *
   * @param time the cloud's time
   * @return a new fake
   */
  FakeCloud cloud(InstantSource time);

  /**
   * Returns a provider for a process of the owner of the wish.
   *
   * @param cloud the cloud, for its keys
   * @param transport sends the process's requests
   * @return a new provider, which the process closes
   */
  Provider provider(FakeCloud cloud, Function<Ask, Reply> transport);

  /**
   * Makes what is there before the wish.
   *
   * @param world a world whose cloud is new
   * @return what is wished then
   */
  Wishes setUp(World world);

  /**
   * Returns what judges each call that changes something.
   *
   * @param cloud the cloud that the calls are made to
   * @param namespace the namespace of the processes
   * @param wishes what they may wish, as {@link #setUp} said
   * @return a new monitor
   */
  Monitor monitor(FakeCloud cloud, String namespace, Wishes wishes);

  /**
   * Lets other parties do what they were asked for, such as to accept a request. Does nothing by
   * default.
   *
   * @param world the world
   */
  default void others(World world) {}

  /**
   * Lets other parties leave what is to go, such as a service that is to be removed, which stays as
   * long as they use it. Does nothing by default.
   *
   * @param world the world
   */
  default void leave(World world) {}

  /**
   * Returns whether the model says what the wish says, once it has come true.
   *
   * @param report of the wish
   * @return by default whether every flow gets through
   */
  default boolean holds(Report report) {
    return report.isGood();
  }

  /**
   * Sends packets through the fake and compares with the model; the world is thrown away after.
   * Nothing by default.
   *
   * @param world a world in which the wish has come true
   * @param wishes what is wished
   * @throws Breach if the packets fare otherwise than the model says
   */
  default void walk(World world, Wishes wishes) {}

  /**
   * Returns whether the lists of an action may leave things out without a word, as where a
   * permission is by resource.
   *
   * @param action an action that the wish needs
   * @return false by default
   */
  default boolean mayHide(String action) {
    return false;
  }

  /**
   * Returns whether something is made of what is free at that moment: with tags a lag behind, what
   * a dead process made is in the way of the next one, which makes another one beside it.
   *
   * @return false by default
   */
  default boolean choosesFreely() {
    return false;
  }

  /**
   * Returns the writes that nobody may make who may not read by an action, since they make, change
   * or delete what only that shows.
   *
   * @param read an action that reads
   * @return names of actions; none by default
   */
  default Set<String> blind(String read) {
    return Set.of();
  }

  /**
   * Returns the writes that name what they change by its place, and for which the cloud has no
   * condition: who is quicker than the write, after the look just before it, is overwritten.
   *
   * @return names of actions; none by default
   */
  default Set<String> unguarded() {
    return Set.of();
  }

  /**
   * Returns what strangers may do.
   *
   * @return in an order that never changes; none by default
   */
  default List<Move> moves() {
    return List.of();
  }

  /**
   * Returns what strangers may do after the look of a destroy and before its first step calls
   * anything, so that only what reads again just before it writes sees it.
   *
   * @return in an order that never changes; none by default
   */
  default List<Move> movesAsDestroyBegins() {
    return List.of();
  }

  /**
   * Returns what may take an object out of our hands just before we delete it.
   *
   * @return in an order that never changes; none by default
   */
  default List<Snatch> snatches() {
    return List.of();
  }

  /**
   * Returns what strangers may do to what a write of ours changes, between a try of it that broke
   * off and the next.
   *
   * @return in an order that never changes; none by default
   */
  default List<Overtake> overtakes() {
    return List.of();
  }

  /**
   * Returns the same scenario with processes that send their requests over a socket, to be run once
   * as proof that the way in-process is no other.
   *
   * @return empty by default
   */
  default Optional<Scenario> served() {
    return Optional.empty();
  }

  /**
   * Returns this scenario with other processes, such as those that send requests over a socket. It
   * has no moves of strangers and no walk.
   *
   * @param provider returns a provider for a process
   * @return the scenario
   */
  default Scenario with(Function<FakeCloud, Provider> provider) {
    return new Served(this, provider);
  }
}
