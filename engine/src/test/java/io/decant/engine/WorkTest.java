package io.decant.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.decant.converter.DecantException.BadValue;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class WorkTest {
  private final Work work = new Work();
  private final StopSignal stop = new StopSignal();
  private final List<String> done = Collections.synchronizedList(new ArrayList<>());

  private Runnable piece(String name) {
    return () -> done.add(name);
  }

  @Test
  void whatAPieceBringsForthComesBeforeWhatWasOpen() {
    work.addLast(
        List.of(
            () -> work.addFirst(List.of(piece("a1"), piece("a2"))),
            () -> work.addFirst(List.of(piece("b1"))),
            piece("c")));
    Workers.run("test", 1, work, stop);
    assertThat(done).containsExactly("a1", "a2", "b1", "c");
  }

  @Test
  void whoIsIdleWaitsForWhatABusyOneMayBringForth() {
    CountDownLatch both = new CountDownLatch(2);
    Runnable meeting =
        () -> {
          both.countDown();
          try {
            both.await();
          } catch (InterruptedException e) {
            throw new IllegalStateException(e);
          }
          done.add("met");
        };
    work.addLast(List.of(() -> work.addFirst(List.of(meeting, meeting))));
    Workers.run("test", 2, work, stop);
    assertThat(done).containsExactly("met", "met");
  }

  @Test
  void afterAFailureNothingIsBegunAndItIsThrown() {
    AtomicInteger begun = new AtomicInteger();
    Runnable failing =
        () -> {
          begun.incrementAndGet();
          throw new IllegalStateException("a bug");
        };
    work.addLast(Collections.nCopies(50, failing));
    assertThatThrownBy(() -> Workers.run("test", 2, work, stop)).hasMessage("a bug");
    assertThat(begun.get()).isLessThanOrEqualTo(2);
  }

  @Test
  void whoeverIsInterruptedWaitsForTheThreadsAllTheSame() {
    CountDownLatch mayEnd = new CountDownLatch(1);
    Thread waiting = Thread.currentThread();
    work.addLast(
        List.of(
            () -> {
              waiting.interrupt();
              mayEnd.countDown();
            },
            () -> {
              try {
                mayEnd.await();
                Thread.sleep(50);
              } catch (InterruptedException e) {
                throw new IllegalStateException(e);
              }
              done.add("ended");
            }));
    Workers.run("test", 2, work, stop);
    assertThat(done).containsExactly("ended");
    assertThat(Thread.interrupted()).isTrue();
  }

  @Test
  void memoryThatIsExhaustedIsToldAsSuch() {
    work.addLast(
        List.of(
            () -> {
              throw new OutOfMemoryError("Java heap space");
            }));
    assertThatThrownBy(() -> Workers.run("test", 2, work, stop))
        .isInstanceOf(BadValue.class)
        .hasMessageContaining("do not fit in the memory");
  }
}
