package dev.tieline.aws.internal;

import dev.tieline.error.CallSite;
import dev.tieline.error.TielineException;
import dev.tieline.spi.Call;
import dev.tieline.spi.Page;
import dev.tieline.spi.Provider;
import dev.tieline.spi.Query;
import dev.tieline.spi.Reads;
import dev.tieline.spi.Scope;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.services.sts.model.StsException;

/** Makes the reads of a survey one after the other, without retries, and remembers them. */
final class DirectReads implements Reads {
  private final Provider provider;
  private final Deque<Runnable> waiting = new ArrayDeque<>();
  final List<String> made = new ArrayList<>();

  /** The region in which STS knows no keys, as in one that is not enabled for the account. */
  String disabledRegion = "";

  DirectReads(Provider provider) {
    this.provider = provider;
  }

  @Override
  public <T> void all(
      Query<T> query, Consumer<List<T>> then, Consumer<TielineException> otherwise) {
    waiting.add(() -> run(query, then, otherwise));
  }

  private <T> void run(
      Query<T> query, Consumer<List<T>> then, Consumer<TielineException> otherwise) {
    List<T> items;
    try {
      items = list(query);
    } catch (TielineException refused) {
      otherwise.accept(refused);
      return;
    }
    then.accept(items);
  }

  <T> List<T> list(Query<T> query) {
    List<T> items = new ArrayList<>();
    String next = null;
    do {
      Page<T> page = call(query.page(next));
      items.addAll(page.items());
      next = page.next();
    } while (next != null);
    return items;
  }

  <T> T call(Call<T> call) {
    Scope scope = call.scope();
    made.add(call.operation() + " " + scope);
    try {
      if (call.operation().equals("GetCallerIdentity") && scope.region().equals(disabledRegion)) {
        throw StsException.builder()
            .awsErrorDetails(
                AwsErrorDetails.builder()
                    .errorCode("InvalidClientTokenId")
                    .errorMessage("The security token included in the request is invalid")
                    .build())
            .statusCode(403)
            .build();
      }
      return call.body().run(provider.clients(scope));
    } catch (Exception e) {
      throw provider.explain(
          new CallSite(scope.cloud(), scope.account(), scope.region(), call.operation()),
          call.mutating(),
          e);
    }
  }

  void drain() {
    while (!waiting.isEmpty()) {
      waiting.poll().run();
    }
  }
}
