package dev.tieline.aws.internal;

import dev.tieline.plan.Action;
import dev.tieline.snapshot.SnapshotEditor;
import dev.tieline.spi.Call;
import dev.tieline.spi.Clients;
import dev.tieline.spi.Diff;
import dev.tieline.spi.Facts;
import dev.tieline.spi.Find;
import dev.tieline.spi.Graph;
import dev.tieline.spi.Node;
import dev.tieline.spi.Owned;
import dev.tieline.spi.Owner;
import dev.tieline.spi.Page;
import dev.tieline.spi.Query;
import dev.tieline.spi.Readiness;
import dev.tieline.spi.Ref;
import dev.tieline.spi.Refs;
import dev.tieline.spi.ResourceKind;
import dev.tieline.spi.Scope;
import dev.tieline.spi.Token;
import dev.tieline.spi.Wish;
import dev.tieline.testkit.Console;
import dev.tieline.testkit.FakeAws;
import dev.tieline.topology.Topology;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.ec2.Ec2Client;

/**
 * A fake cloud of one account and one region, read and changed by the kinds through the real SDK,
 * one call after the other: what the engine does at large, without its waiting and retrying.
 */
final class NetworkBench implements AutoCloseable {
  static final String ACCOUNT = "111122223333";
  static final String REGION = "ap-northeast-1";
  static final Scope SCOPE = new Scope("aws", "main", REGION);

  final FakeAws aws;
  final Console console;
  private final AtomicReference<Instant> now =
      new AtomicReference<>(Instant.parse("2026-01-05T08:00:00Z"));
  private final Ec2Client ec2;
  private final Clients clients;

  NetworkBench() {
    aws = FakeAws.builder().account(ACCOUNT).regions(REGION).time(now::get).seed(7).build();
    console = aws.console(ACCOUNT, REGION);
    URI endpoint = aws.serve();
    FakeAws.Keys keys = aws.keys(ACCOUNT);
    ec2 =
        Ec2Client.builder()
            .endpointOverride(endpoint)
            .region(Region.of(REGION))
            .credentialsProvider(
                StaticCredentialsProvider.create(
                    AwsBasicCredentials.create(keys.accessKeyId(), keys.secretAccessKey())))
            .overrideConfiguration(o -> o.retryStrategy(AwsRetryStrategy.doNotRetry()))
            .build();
    clients =
        new Clients() {
          @Override
          public <C> C client(Class<C> type) {
            return type.cast(ec2);
          }
        };
  }

  @Override
  public void close() {
    ec2.close();
    aws.close();
  }

  void pass(Duration time) {
    now.updateAndGet(t -> t.plus(time));
  }

  <T> T call(Call<T> call) {
    try {
      return call.body().run(clients);
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  <T> List<T> all(Query<T> query) {
    List<T> items = new ArrayList<>();
    String next = null;
    do {
      Page<T> page = call(query.page(next));
      items.addAll(page.items());
      next = page.next();
    } while (next != null);
    return items;
  }

  /** Reads everything. */
  Facts facts(Owner owner) {
    GivenFacts filing = new GivenFacts(owner);
    Lists.By everything = Lists.By.everything();
    List<Vpc> vpcs = all(Lists.vpcs(SCOPE, everything));
    filing.vpcs(vpcs);
    filing.subnets(all(Lists.subnets(SCOPE, everything)));
    filing.tables(all(Lists.tables(SCOPE, everything)));
    filing.groups(all(Lists.groups(SCOPE, everything)));
    filing.acls(all(Lists.acls(SCOPE, everything)));
    if (!vpcs.isEmpty()) {
      filing.attributes(all(Lists.attributes(SCOPE, vpcs.stream().map(Vpc::id).toList())));
    }
    filing.builder.add(Caller.class, new Caller("main", ACCOUNT, "arn"), "main");
    return filing.builder.build();
  }

  /** Compiles a wish on what is there now. */
  static Graph compile(Owner owner, Topology topology, Facts facts) {
    Graph.Builder out = new Graph.Builder();
    NetworkCompiler.compile(owner, topology, facts, out);
    return out.build();
  }

  /**
   * Makes the wish true, and returns what was done: {@code + network.a} and the like.
   *
   * @param topology the wish; null to remove everything
   */
  List<String> apply(Owner owner, Topology topology) {
    return new Round(owner, topology).run();
  }

  private final class Round implements Refs {
    private final Owner owner;
    private final Facts facts;
    private final List<Node<?, ?>> nodes;
    private final Map<Node<?, ?>, Object> observed = new HashMap<>();
    private final Set<List<Object>> matched = new HashSet<>();
    private final List<String> done = new ArrayList<>();

    Round(Owner owner, Topology topology) {
      this.owner = owner;
      facts = facts(owner);
      nodes = topology == null ? List.of() : compile(owner, topology, facts).nodes();
    }

    List<String> run() {
      nodes.forEach(this::look);
      List<Gone<?>> gone = new ArrayList<>();
      List<ResourceKind<?, ?>> kinds = AwsKinds.all();
      for (int i = kinds.size() - 1; i >= 0; i--) {
        collect(kinds.get(i), gone);
      }
      while (!gone.isEmpty()) {
        Gone<?> next =
            gone.stream()
                .filter(g -> gone.stream().noneMatch(o -> o != g && o.uses(g.id())))
                .findFirst()
                .orElseThrow();
        gone.remove(next);
        done.add("- " + next.owned.address());
        next.delete();
      }
      nodes.forEach(this::make);
      return done;
    }

    private <W extends Wish, O> void look(Node<W, O> node) {
      Find<O> find = node.kind().find(owner, node, this, facts);
      if (find instanceof Find.Ours<O> ours) {
        observed.put(node, ours.object());
        matched.add(List.of(node.kind(), node.kind().id(ours.object())));
      } else if (find instanceof Find.Foreign<O> foreign) {
        observed.put(node, foreign.object());
        matched.add(List.of(node.kind(), node.kind().id(foreign.object())));
      } else if (!(find instanceof Find.None<O>)) {
        throw new AssertionError(node + ": " + find);
      }
    }

    private <O> void collect(ResourceKind<?, O> kind, List<Gone<?>> to) {
      for (Owned<O> owned : kind.owned(owner, facts)) {
        if (!matched.contains(List.of(kind, kind.id(owned.object())))) {
          to.add(new Gone<>(kind, owned));
        }
      }
    }

    private <W extends Wish, O> void make(Node<W, O> node) {
      ResourceKind<W, O> kind = node.kind();
      Optional<O> there = get(node);
      O object;
      if (there.isPresent()) {
        Diff diff = kind.compare(owner, node, there.get(), this);
        if (diff instanceof Diff.Same) {
          return;
        }
        if (!(diff instanceof Diff.Differs)) {
          throw new AssertionError(node + ": " + diff);
        }
        done.add("~ " + node.address());
        object = call(kind.update(owner, node, there.get(), this));
      } else if (kind.verb(node.wish()) == Action.ADOPT) {
        done.add("= " + node.address());
        object = adopted(node);
      } else {
        done.add("+ " + node.address());
        object =
            call(kind.create(owner, node, this, Token.first(owner, node.address(), node.wish())));
      }
      observed.put(node, object);
      settle(node, object);
    }

    private <W extends Wish, O> O adopted(Node<W, O> node) {
      for (int i = 0; i < 5; i++) {
        Find<O> find =
            node.kind().pick(owner, node, this, all(node.kind().seek(owner, node, this)));
        if (find instanceof Find.Foreign<O> foreign) {
          return foreign.object();
        }
        pass(Duration.ofSeconds(1));
      }
      throw new AssertionError(node + " does not come into being");
    }

    private <W extends Wish, O> void settle(Node<W, O> node, O made) {
      ResourceKind<W, O> kind = node.kind();
      O object = made;
      for (int i = 0; i < 5; i++) {
        Readiness state = kind.readiness(node, object);
        if (state instanceof Readiness.Target) {
          return;
        }
        if (!(state instanceof Readiness.Transitional)) {
          throw new AssertionError(node + ": " + state);
        }
        pass(Duration.ofSeconds(1));
        object =
            all(kind.read(node.scope(), List.of(kind.id(object)))).stream()
                .filter(o -> kind.id(o).equals(kind.id(made)))
                .findFirst()
                .orElseThrow();
        observed.put(node, object);
      }
      throw new AssertionError(node + " does not settle: " + object);
    }

    @SuppressWarnings("unchecked") // put() with the node's own type only
    private <O> Optional<O> get(Node<?, O> node) {
      return Optional.ofNullable((O) observed.get(node));
    }

    @Override
    public <T> Optional<T> peek(Ref<T> ref) {
      if (ref instanceof Ref.Known<T> known) {
        return Optional.of(known.value());
      }
      return later((Ref.Later<?, T>) ref);
    }

    private <O, T> Optional<T> later(Ref.Later<O, T> ref) {
      return get(ref.from()).map(ref::of);
    }

    private final class Gone<O> {
      private final ResourceKind<?, O> kind;
      private final Owned<O> owned;

      Gone(ResourceKind<?, O> kind, Owned<O> owned) {
        this.kind = kind;
        this.owned = owned;
      }

      String id() {
        return kind.id(owned.object());
      }

      boolean uses(String id) {
        return kind.uses(owned.object()).contains(id);
      }

      void delete() {
        Optional<Call<?>> call = kind.delete(owner, owned);
        if (call.isEmpty()) {
          return;
        }
        call(call.get());
        for (int i = 0; i < 5; i++) {
          Optional<O> now =
              all(kind.read(owned.scope(), List.of(id()))).stream()
                  .filter(o -> kind.id(o).equals(id()))
                  .findFirst();
          if (now.isEmpty()
              || !(kind.leaving(owner, now.get()) instanceof Readiness.Transitional)) {
            return;
          }
          pass(Duration.ofSeconds(1));
        }
        throw new AssertionError(owned + " does not go");
      }
    }
  }

  /** Puts the whole wish into a snapshot of nothing. */
  static SnapshotEditor project(Graph graph) {
    SnapshotEditor to = new SnapshotEditor();
    graph.nodes().forEach(n -> project(n, to));
    return to;
  }

  private static <W extends Wish, O> void project(Node<W, O> node, SnapshotEditor to) {
    node.kind().project(node, Unknown.REFS, to);
  }

  /** References of which only the known ones are known. */
  static final class Unknown implements Refs {
    static final Refs REFS = new Unknown();

    @Override
    public <T> Optional<T> peek(Ref<T> ref) {
      return ref instanceof Ref.Known<T> known ? Optional.of(known.value()) : Optional.empty();
    }
  }
}
