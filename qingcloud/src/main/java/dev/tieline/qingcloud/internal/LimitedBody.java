package dev.tieline.qingcloud.internal;

import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.BodySubscribers;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/** Takes a body up to a length; of a longer one, one byte more, so that it is known to be. */
final class LimitedBody implements BodySubscriber<byte[]> {
  private final BodySubscriber<byte[]> taken = BodySubscribers.ofByteArray();
  private final int longest;
  private long length;
  private boolean full;
  private Flow.@Nullable Subscription subscription;

  LimitedBody(int longest) {
    this.longest = longest;
  }

  @Override
  public CompletionStage<byte[]> getBody() {
    return taken.getBody();
  }

  @Override
  public void onSubscribe(Flow.Subscription given) {
    subscription = given;
    taken.onSubscribe(given);
  }

  @Override
  public void onNext(List<ByteBuffer> buffers) {
    if (full) {
      return;
    }
    length += buffers.stream().mapToLong(ByteBuffer::remaining).sum();
    taken.onNext(buffers);
    if (length > longest) {
      full = true;
      Flow.Subscription open = subscription;
      if (open != null) {
        open.cancel();
      }
      taken.onComplete();
    }
  }

  @Override
  public void onError(Throwable thrown) {
    if (!full) {
      taken.onError(thrown);
    }
  }

  @Override
  public void onComplete() {
    if (!full) {
      taken.onComplete();
    }
  }
}
