package dev.tieline.testkit;

import java.time.InstantSource;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * A JUnit 5 extension that gives every test a fresh fake cloud, as a parameter or by {@link
 * #aws()}.
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

  private final FakeAws pristine;
  private final AtomicReference<FakeAws> latest = new AtomicReference<>();

  private FakeCloudExtension(FakeAws pristine) {
    this.pristine = pristine;
  }

  /**
   * Returns a builder with one account, {@code 111122223333}, unless others are given.
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
    FakeAws aws = latest.get();
    if (aws == null) {
      throw new IllegalStateException("aws: none (expected: a call from within a test)");
    }
    return aws;
  }

  @Override
  public void beforeEach(ExtensionContext context) {
    current(context);
  }

  @Override
  public void afterEach(ExtensionContext context) {
    FakeAws aws = context.getStore(NAMESPACE).remove(this, FakeAws.class);
    if (aws != null) {
      latest.compareAndSet(aws, null);
      aws.close();
    }
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == FakeAws.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return current(context);
  }

  private FakeAws current(ExtensionContext context) {
    FakeAws aws =
        context
            .getStore(NAMESPACE)
            .getOrComputeIfAbsent(this, extension -> pristine.fork(), FakeAws.class);
    latest.set(aws);
    return aws;
  }

  /** Builds the extension. Not thread-safe. */
  public static final class Builder {

    private final FakeAws.Builder aws = FakeAws.builder();
    private boolean hasAccount;

    private Builder() {}

    /**
     * Adds regions of AWS.
     *
     * @param regions their names
     * @return this builder
     */
    public Builder aws(String... regions) {
      aws.regions(regions);
      return this;
    }

    /**
     * Adds an account.
     *
     * @param id twelve digits
     * @return this builder
     */
    public Builder account(String id) {
      aws.account(id);
      hasAccount = true;
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
      return this;
    }

    /**
     * Builds the extension.
     *
     * @return the extension
     * @throws IllegalStateException when no region was given
     */
    public FakeCloudExtension build() {
      if (!hasAccount) {
        aws.account("111122223333");
      }
      return new FakeCloudExtension(aws.build());
    }
  }
}
