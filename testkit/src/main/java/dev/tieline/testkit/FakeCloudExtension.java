package dev.tieline.testkit;

import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * A JUnit 5 extension that gives every test fresh fake clouds, as parameters or by {@link #aws()},
 * {@link #aliyun()} and {@link #qingcloud()}.
 *
 * <pre>{@code
 * @RegisterExtension
 * static final FakeCloudExtension clouds =
 *     FakeCloudExtension.builder().aws("ap-northeast-1").seed(7).build();
 *
 * @Test
 * void createVpc_freshCloud_isThere(FakeAws aws) { ... }
 * }</pre>
 */
public final class FakeCloudExtension
    implements BeforeEachCallback, AfterEachCallback, ParameterResolver {

  private static final ExtensionContext.Namespace NAMESPACE =
      ExtensionContext.Namespace.create(FakeCloudExtension.class);

  /** A cloud that no test has touched, and that of the test which began last. */
  private record Fresh<F extends FakeCloud>(
      Class<F> type, F pristine, Function<F, F> fork, AtomicReference<F> latest) {

    static <F extends FakeCloud> Fresh<F> of(Class<F> type, F pristine, Function<F, F> fork) {
      return new Fresh<>(type, pristine, fork, new AtomicReference<>());
    }

    F current(ExtensionContext context) {
      F cloud =
          context
              .getStore(NAMESPACE)
              .getOrComputeIfAbsent(this, fresh -> fork.apply(pristine), type);
      latest.set(cloud);
      return cloud;
    }

    void end(ExtensionContext context) {
      F cloud = context.getStore(NAMESPACE).remove(this, type);
      if (cloud != null) {
        latest.compareAndSet(cloud, null);
        cloud.close();
      }
    }
  }

  private final @Nullable Fresh<FakeAws> aws;
  private final @Nullable Fresh<FakeAliyun> aliyun;
  private final @Nullable Fresh<FakeQingCloud> qingcloud;

  private FakeCloudExtension(
      @Nullable FakeAws aws, @Nullable FakeAliyun aliyun, @Nullable FakeQingCloud qingcloud) {
    this.aws = aws == null ? null : Fresh.of(FakeAws.class, aws, FakeAws::fork);
    this.aliyun = aliyun == null ? null : Fresh.of(FakeAliyun.class, aliyun, FakeAliyun::fork);
    this.qingcloud =
        qingcloud == null ? null : Fresh.of(FakeQingCloud.class, qingcloud, FakeQingCloud::fork);
  }

  /**
   * Returns a builder with one account for each cloud, {@code 111122223333}, {@code
   * 1111222233334444} and {@code usr-1gIBrASt}, unless others are given.
   *
   * @return the builder
   */
  public static Builder builder() {
    return new Builder();
  }

  /**
   * Returns the fake AWS of the test that began last; tests that run at the same time take theirs
   * as a parameter.
   *
   * @return the fake
   * @throws IllegalStateException when no test is running
   */
  public FakeAws aws() {
    return latest(aws, "aws");
  }

  /**
   * Returns the fake Alibaba Cloud of the test that began last; tests that run at the same time
   * take theirs as a parameter.
   *
   * @return the fake
   * @throws IllegalStateException when no test is running
   */
  public FakeAliyun aliyun() {
    return latest(aliyun, "aliyun");
  }

  /**
   * Returns the fake QingCloud of the test that began last; tests that run at the same time take
   * theirs as a parameter.
   *
   * @return the fake
   * @throws IllegalStateException when no test is running
   */
  public FakeQingCloud qingcloud() {
    return latest(qingcloud, "qingcloud");
  }

  private static <F extends FakeCloud> F latest(@Nullable Fresh<F> fresh, String name) {
    F cloud = fresh == null ? null : fresh.latest().get();
    if (cloud == null) {
      throw new IllegalStateException(
          name + ": none (expected: a call from within a test, of a cloud with regions)");
    }
    return cloud;
  }

  private List<Fresh<?>> all() {
    return Stream.<@Nullable Fresh<?>>of(aws, aliyun, qingcloud).filter(Objects::nonNull).toList();
  }

  @Override
  public void beforeEach(ExtensionContext context) {
    all().forEach(fresh -> fresh.current(context));
  }

  @Override
  public void afterEach(ExtensionContext context) {
    all().forEach(fresh -> fresh.end(context));
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return all().stream().anyMatch(fresh -> fresh.type() == parameter.getParameter().getType());
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return all().stream()
        .filter(fresh -> fresh.type() == parameter.getParameter().getType())
        .findFirst()
        .orElseThrow()
        .current(context);
  }

  /** Builds the extension. Not thread-safe. */
  public static final class Builder {

    private final FakeAws.Builder aws = FakeAws.builder();
    private final FakeAliyun.Builder aliyun = FakeAliyun.builder();
    private final FakeQingCloud.Builder qingcloud = FakeQingCloud.builder();
    private boolean hasAws;
    private boolean hasAliyun;
    private boolean hasAwsAccount;
    private boolean hasAliyunAccount;
    private boolean hasQingCloud;
    private boolean hasQingCloudAccount;

    private Builder() {}

    /**
     * Adds regions of AWS.
     *
     * @param regions their names
     * @return this builder
     */
    public Builder aws(String... regions) {
      aws.regions(regions);
      hasAws = true;
      return this;
    }

    /**
     * Adds regions of Alibaba Cloud.
     *
     * @param regions their names
     * @return this builder
     */
    public Builder aliyun(String... regions) {
      aliyun.regions(regions);
      hasAliyun = true;
      return this;
    }

    /**
     * Adds zones of QingCloud.
     *
     * @param zones their names
     * @return this builder
     */
    public Builder qingcloud(String... zones) {
      qingcloud.zones(zones);
      hasQingCloud = true;
      return this;
    }

    /**
     * Adds an account.
     *
     * @param id twelve digits for AWS, sixteen for Alibaba Cloud, {@code usr-} and eight letters
     *     for QingCloud
     * @return this builder
     */
    public Builder account(String id) {
      if (id.startsWith("usr-")) {
        qingcloud.account(id);
        hasQingCloudAccount = true;
      } else if (id.length() == 16) {
        aliyun.account(id);
        hasAliyunAccount = true;
      } else {
        aws.account(id);
        hasAwsAccount = true;
      }
      return this;
    }

    /**
     * Sets the time of the clouds' life; default the system's.
     *
     * @param source the time
     * @return this builder
     */
    public Builder time(InstantSource source) {
      aws.time(Objects.requireNonNull(source, "source"));
      aliyun.time(source);
      qingcloud.time(source);
      return this;
    }

    /**
     * Sets the seed of ids and keys; default 1.
     *
     * @param value any number
     * @return this builder
     */
    public Builder seed(long value) {
      aws.seed(value);
      aliyun.seed(value);
      qingcloud.seed(value);
      return this;
    }

    /**
     * Builds the extension.
     *
     * @return the extension
     * @throws IllegalStateException when no region was given
     */
    public FakeCloudExtension build() {
      if (!hasAws && !hasAliyun && !hasQingCloud) {
        throw new IllegalStateException(
            "regions: none (expected: of AWS, of Alibaba Cloud or of QingCloud)");
      }
      if (!hasAwsAccount) {
        aws.account("111122223333");
      }
      if (!hasAliyunAccount) {
        aliyun.account("1111222233334444");
      }
      if (!hasQingCloudAccount) {
        qingcloud.account("usr-1gIBrASt");
      }
      return new FakeCloudExtension(
          hasAws ? aws.build() : null,
          hasAliyun ? aliyun.build() : null,
          hasQingCloud ? qingcloud.build() : null);
    }
  }
}
