package dev.tieline.aws.gate;

import static net.bytebuddy.matcher.ElementMatchers.named;

import dev.tieline.aws.internal.Broken;
import dev.tieline.aws.internal.Known;
import dev.tieline.provider.Tags;
import dev.tieline.spi.Call;
import dev.tieline.spi.Node;
import dev.tieline.spi.Scope;
import dev.tieline.spi.Settling;
import java.lang.reflect.Method;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiFunction;
import net.bytebuddy.ByteBuddy;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.description.enumeration.EnumerationDescription;
import net.bytebuddy.description.method.MethodDescription;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.dynamic.ClassFileLocator;
import net.bytebuddy.dynamic.DynamicType;
import net.bytebuddy.implementation.FixedValue;
import net.bytebuddy.implementation.Implementation;
import net.bytebuddy.implementation.MethodCall;
import net.bytebuddy.implementation.StubMethod;
import net.bytebuddy.matcher.ElementMatcher;
import net.bytebuddy.matcher.ElementMatchers;
import net.bytebuddy.pool.TypePool;

/** The project with one mechanism switched off: one method of one class does something else. */
enum Mutant {
  CLAIM(
      "a route that bears no mark is claimed on its table",
      "dev.tieline.aws.internal.Claiming",
      "isNeeded",
      returning(false),
      Trial.of("Adopted", "from-nothing", "apply")),
  CLAIM_FIRST(
      "the claim is there before its route",
      "dev.tieline.spi.Graph$Builder",
      "add",
      advised(WithoutClaims.class),
      Trial.of("Adopted", "refusal", "apply, RESET at .*")),
  TOKEN(
      "every process derives the same token",
      "dev.tieline.spi.Token",
      "hash",
      Mutant::freshToken,
      Trial.of("TokyoSingapore", "late", "apply dies .*3S, then apply")),
  TOKEN_CHAIN(
      "a token that the cloud will not take again is followed by the next",
      "dev.tieline.spi.Token",
      "next",
      FixedValue.self(),
      Trial.of("TokyoSingapore", "from-nothing", "a stale plan")),
  SEEK_BEFORE_CREATE(
      "what has neither key nor token is looked for before it is made again",
      "dev.tieline.aws.internal.Vpcs",
      "guard",
      Mutant::naturalKey,
      Trial.of("TokyoSingapore", "refusal", "apply, LATE at .*")),
  SECOND_LOOK_AT_CLAIMS(
      "a claim without its route stays until no lost call can make that route",
      "dev.tieline.aws.internal.RouteClaims",
      "isLoneEvidence",
      returning(false),
      Trial.of("Adopted", "late", "apply dies .* at the last moment, then destroy")),
  SECOND_LOOK_AT_OLD_VALUES(
      "an old value stays until no lost call can change what it is of",
      "dev.tieline.aws.internal.AttributeBefores",
      "isLoneEvidence",
      returning(false),
      Trial.of("TwoAccounts", "late", "apply dies .* at the last moment, then destroy")),
  SECOND_LOOK_OF_DESTROY(
      "destroy is done after a look that no lost call can undo",
      "dev.tieline.apply.Memory",
      "quietFor",
      returning(Duration.ofHours(1)),
      Trial.of("TokyoSingapore", "late", "apply dies .* at the last moment, then destroy")),
  EVIDENCE_ANEW(
      "a claim that a lost delete may yet remove is written anew",
      "dev.tieline.aws.internal.Label",
      "asLone",
      FixedValue.self(),
      Trial.of("Adopted", "late", "destroy dies .*3S, then apply")),
  BOTH_DIRECTIONS(
      "a connection is found whichever side asked for it",
      "dev.tieline.provider.Keys$Pair",
      "of",
      Mutant::asGiven,
      Trial.of("Adopted", "from-nothing", "apply")),
  READ_BEFORE_DELETE(
      "a route is read again just before it is deleted",
      "dev.tieline.spi.ResourceKind",
      "guardsDelete",
      returning(true),
      Trial.of("Adopted", "stranger", "REPLACE_ROUTE as destroy begins")),
  READ_MARKS_BEFORE_DELETE(
      "what bears our mark is read again just before it is deleted",
      "dev.tieline.spi.ResourceKind",
      "guardsDelete",
      returning(true),
      Trial.of("TokyoSingapore", "stranger", "RELEASE as step .*")),
  ACTIVE_FIRST(
      "an active connection is used before a request of ours that it was hidden from",
      "dev.tieline.provider.PeeringViews",
      "active",
      returning(false),
      Trial.of("Adopted", "refusal", "apply, DescribeVpcPeeringConnections hides .*")),
  ZONES_ANEW(
      "a zone that a list left out is looked up anew",
      "dev.tieline.aws.internal.Known",
      "hasZones",
      advised(KnowingZones.class),
      Trial.of("TokyoSingapore", "refusal", "apply, DescribeAvailabilityZones hides .*")),
  BUILT_UPON(
      "what others have built upon is not deleted",
      "dev.tieline.aws.internal.PeeringConnections",
      "builtUpon",
      Mutant::nothing,
      Trial.of("Neighbours", "stranger", "ROUTE_OF_OTHERS when all is done")),
  NOW_BUILT_UPON(
      "what others have built upon since the look is not deleted",
      "dev.tieline.aws.internal.PeeringConnections",
      "nowBuiltUpon",
      MethodCall.invoke(method(List.class, "of")),
      Trial.of("Neighbours", "stranger", "ROUTE_OF_OTHERS as destroy begins")),
  OLD_VALUE(
      "the old value is kept before an attribute of others is changed",
      "dev.tieline.aws.internal.TagCalls",
      "set",
      advised(KeepingNothing.class),
      Trial.of("TwoAccounts", "from-nothing", "apply")),
  MARK_ON_CREATE(
      "what is made bears our mark from its first moment",
      "dev.tieline.provider.Marks",
      "fresh",
      advised(WithoutMark.class),
      Trial.of("TwoAccounts", "from-nothing", "apply")),
  SHARED(
      "what another topology uses as well is released, not deleted",
      "dev.tieline.provider.Marks",
      "shared",
      returning(false),
      Trial.of("Shared", "from-nothing", "apply")),
  EXPIRY(
      "what is counted on is no shorter than a request can take effect",
      "dev.tieline.spi.Settling",
      "quiet",
      advised(SecondShort.class),
      Trial.of("TokyoSingapore", "late", "apply dies .* a full lag behind, then destroy")),
  LAG(
      "what is counted on is no shorter than reads can be behind",
      "dev.tieline.spi.Settling",
      "quiet",
      advised(WithoutLag.class),
      Trial.of("TokyoSingapore", "late", "apply dies .* a full lag behind, then destroy")),
  STALE_PLAN(
      "a plan that does not hold what is needed is refused",
      "dev.tieline.apply.Approval",
      "refuseStale",
      StubMethod.INSTANCE,
      Trial.of("Adopted", "from-nothing", "a stale plan"));

  private final String mechanism;
  private final String type;
  private final String method;
  private final BiFunction<DynamicType.Builder<?>, Target, DynamicType.Builder<?>> change;
  private final List<Trial> trials;

  /** The method that is changed. */
  record Target(TypeDescription type, MethodDescription.InDefinedShape method) {}

  Mutant(
      String mechanism,
      String type,
      String method,
      BiFunction<DynamicType.Builder<?>, Target, DynamicType.Builder<?>> change,
      Trial... trials) {
    this.mechanism = mechanism;
    this.type = type;
    this.method = method;
    this.change = change;
    this.trials = List.of(trials);
  }

  Mutant(String mechanism, String type, String method, Implementation instead, Trial... trials) {
    this(
        mechanism,
        type,
        method,
        (builder, at) -> builder.method(ElementMatchers.is(at.method())).intercept(instead),
        trials);
  }

  String mechanism() {
    return mechanism;
  }

  List<Trial> trials() {
    return trials;
  }

  /** What is switched off, as readers of the code find it. */
  String place() {
    return type.substring(type.lastIndexOf('.') + 1).replace('$', '.')
        + "#"
        + method.replaceFirst("/.*", "");
  }

  /** The bytes of the changed class by its name. */
  Map<String, byte[]> changed() {
    ClassFileLocator files = ClassFileLocator.ForClassLoader.of(Mutant.class.getClassLoader());
    TypeDescription description = TypePool.Default.of(files).describe(type).resolve();
    String[] name = method.split("/", 2);
    ElementMatcher.Junction<MethodDescription> its =
        named(name[0]).and(ElementMatchers.not(ElementMatchers.isBridge()));
    if (name.length == 2) {
      its = its.and(ElementMatchers.takesArguments(Integer.parseInt(name[1])));
    }
    Target at = new Target(description, description.getDeclaredMethods().filter(its).getOnly());
    return Map.of(
        type, change.apply(new ByteBuddy().redefine(description, files), at).make().getBytes());
  }

  private static Implementation returning(Object value) {
    return value instanceof Duration length
        ? MethodCall.invoke(method(Duration.class, "ofNanos", long.class)).with(length.toNanos())
        : FixedValue.value(value);
  }

  private static BiFunction<DynamicType.Builder<?>, Target, DynamicType.Builder<?>> advised(
      Class<?> advice) {
    return (builder, at) -> builder.visit(Advice.to(advice).on(ElementMatchers.is(at.method())));
  }

  private static DynamicType.Builder<?> freshToken(DynamicType.Builder<?> builder, Target at) {
    return builder
        .method(ElementMatchers.is(at.method()))
        .intercept(
            MethodCall.construct(constructor(at))
                .withMethodCall(
                    MethodCall.invoke(method(UUID.class, "toString"))
                        .onMethodCall(MethodCall.invoke(method(UUID.class, "randomUUID")))));
  }

  private static DynamicType.Builder<?> nothing(DynamicType.Builder<?> builder, Target at) {
    return builder
        .method(ElementMatchers.is(at.method()))
        .intercept(MethodCall.invoke(method(Optional.class, "empty")));
  }

  private static DynamicType.Builder<?> asGiven(DynamicType.Builder<?> builder, Target at) {
    return builder
        .method(ElementMatchers.is(at.method()))
        .intercept(MethodCall.construct(constructor(at)).withAllArguments());
  }

  private static DynamicType.Builder<?> naturalKey(DynamicType.Builder<?> builder, Target at) {
    TypeDescription guard = at.method().getReturnType().asErasure();
    return builder
        .method(ElementMatchers.is(at.method()))
        .intercept(FixedValue.value(new EnumerationDescription.Latent(guard, "NATURAL_KEY")));
  }

  private static MethodDescription constructor(Target at) {
    return at.type().getDeclaredMethods().filter(ElementMatchers.isConstructor()).getOnly();
  }

  private static Method method(Class<?> type, String name, Class<?>... of) {
    try {
      return type.getMethod(name, of);
    } catch (NoSuchMethodException e) {
      throw new IllegalArgumentException(e);
    }
  }

  /** Copied into what writes a tag. */
  static final class KeepingNothing {
    private KeepingNothing() {}

    @Advice.OnMethodExit
    static void exit(
        @Advice.Argument(0) Scope scope,
        @Advice.Argument(2) String key,
        @Advice.Argument(4) Object answer,
        @Advice.Return(readOnly = false) Call<Object> call) {
      call = Broken.keepingNothing(call, scope, key, answer);
    }
  }

  /** Copied into what tells whether zones are known. */
  static final class KnowingZones {
    private KnowingZones() {}

    @Advice.OnMethodExit
    static void exit(
        @Advice.This Known known,
        @Advice.Argument(0) Scope scope,
        @Advice.Return(readOnly = false) boolean all) {
      all = Broken.knowsAnyZones(known, scope);
    }
  }

  /** Copied into what says when nothing of the past can still happen. */
  static final class SecondShort {
    private SecondShort() {}

    @Advice.OnMethodExit
    static void exit(@Advice.Return(readOnly = false) Duration quiet) {
      quiet = Broken.secondShort(quiet);
    }
  }

  /** Copied into what says when nothing of the past can still happen. */
  static final class WithoutLag {
    private WithoutLag() {}

    @Advice.OnMethodExit
    static void exit(
        @Advice.This Settling settling, @Advice.Return(readOnly = false) Duration quiet) {
      quiet = Broken.withoutLag(settling);
    }
  }

  /** Copied into what names the tags of a new object. */
  static final class WithoutMark {
    private WithoutMark() {}

    @Advice.OnMethodExit
    static void exit(@Advice.Return(readOnly = false) Tags tags) {
      tags = Tags.none();
    }
  }

  /** Copied into what adds an object to a graph. */
  static final class WithoutClaims {
    private WithoutClaims() {}

    @Advice.OnMethodEnter
    static void enter(@Advice.Argument(value = 4, readOnly = false) Node<?, ?>[] after) {
      after = Broken.withoutClaims(after);
    }
  }
}
