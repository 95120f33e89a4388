package dev.marquee.platform.transport.socket;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.embedded.EmbeddedChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Sinks;

/** Frames go to the channels of their subscribers: in order, the latest only to who reads slowly. */
class FanOutTests {

    private static final int HIGH = 8_192;
    private static final String HEAD = "{\"type\":\"next\",\"id\":\"";

    private final FanOut fanOut = new FanOut();
    private final Sinks.Many<byte[]> told = Sinks.many().multicast().directBestEffort();
    private final Flux<byte[]> answers = told.asFlux().replay(1).refCount(1);
    private final UnpooledByteBufAllocator memory = new UnpooledByteBufAllocator(true);
    private final Reader reader = new Reader();
    private final EmbeddedChannel channel = new EmbeddedChannel(reader);

    /** A client that may stop reading for a while. */
    private static final class Reader extends ChannelOutboundHandlerAdapter {

        private boolean asleep;

        @Override
        public void flush(ChannelHandlerContext context) {
            if (!asleep) {
                context.flush();
            }
        }
    }

    FanOutTests() {
        channel.config().setAllocator(memory);
        channel.config().setWriteBufferWaterMark(new WriteBufferWaterMark(HIGH / 2, HIGH));
    }

    @AfterEach
    void leavesNothingBehind() {
        channel.finishAndReleaseAll();
        run();
        assertThat(memory.metric().usedDirectMemory()).isZero();
        assertThat(memory.metric().usedHeapMemory()).isZero();
    }

    private void run() {
        do {
            channel.runPendingTasks();
        } while (channel.hasPendingTasks());
    }

    private Disposable subscribe(String id) {
        return subscribe(id, () -> {});
    }

    private Disposable subscribe(String id, Runnable end) {
        Disposable subscription = fanOut.to(channel, id).take(answers).subscribe(none -> {}, failed -> end.run(), end);
        run();
        return subscription;
    }

    private void tell(String answer) {
        told.tryEmitNext(answer.getBytes(StandardCharsets.UTF_8)).orThrow();
        run();
    }

    private void wake() {
        reader.asleep = false;
        channel.flush();
        run();
    }

    /** What the client has read since it was asked before. */
    private List<String> read() {
        List<String> frames = new ArrayList<>();
        for (ByteBuf frame = channel.readOutbound(); frame != null; frame = channel.readOutbound()) {
            if (frame.isReadable()) {
                frames.add(textOf(frame));
            }
            frame.release();
        }
        return frames;
    }

    private static String textOf(ByteBuf frame) {
        assertThat(frame.readUnsignedByte()).isEqualTo((short) 0x81);
        int length = frame.readUnsignedByte();
        long all = length == 127 ? frame.readLong() : length == 126 ? frame.readUnsignedShort() : length;
        assertThat(all).isEqualTo(frame.readableBytes());
        return frame.toString(StandardCharsets.UTF_8);
    }

    private static String next(String id, String answer) {
        return HEAD + id + "\",\"payload\":" + answer + "}";
    }

    @Test
    void tellsEachUnderItsOwnId() {
        subscribe("a");
        subscribe("b");
        tell("1");
        subscribe("a");
        tell("2");
        assertThat(read())
                .containsExactlyInAnyOrder(
                        next("a", "1"), next("b", "1"), next("a", "1"), next("a", "2"), next("b", "2"), next("a", "2"));
    }

    @Test
    void framesAnswersOfEveryLength() {
        subscribe("1");
        for (int length : new int[] {1, 90, 91, 92, 93, 65_498, 65_499, 65_500, 200_000}) {
            String answer = "x".repeat(length);
            tell(answer);
            assertThat(read()).containsExactly(next("1", answer));
        }
    }

    @Test
    void tellsAnAudienceThatIsBig() {
        for (int i = 0; i < 3 * LoopAudience.AT_A_TIME; i++) {
            subscribe("s" + i);
        }
        tell("1");
        assertThat(read()).hasSize(3 * LoopAudience.AT_A_TIME).doesNotHaveDuplicates();
    }

    @Test
    void conflatesForWhoReadsSlowlyAndKeepsNoMoreThanFits() {
        subscribe("1");
        reader.asleep = true;
        for (int revision = 1; revision <= 10_000; revision++) {
            tell("%d%500d".formatted(revision, 0));
        }
        assertThat(channel.unsafe().outboundBuffer().totalPendingWriteBytes()).isLessThan(2 * HIGH);
        assertThat(memory.metric().usedDirectMemory()).isLessThan(2 * HIGH);
        wake();
        List<String> read = read();
        assertThat(read).hasSizeLessThan(20);
        assertThat(read.getFirst()).startsWith(next("1", "1 ").replace("}", ""));
        assertThat(read.getLast()).startsWith(next("1", "10000 ").replace("}", ""));
        tell("10001");
        assertThat(read()).containsExactly(next("1", "10001"));
    }

    @Test
    void endsAfterTheLastAnswerEvenForWhoReadsSlowly() {
        List<String> ended = new ArrayList<>();
        subscribe("1", () -> ended.add("1"));
        reader.asleep = true;
        for (int revision = 1; revision <= 100; revision++) {
            tell("%d%500d".formatted(revision, 0));
        }
        told.tryEmitComplete().orThrow();
        run();
        assertThat(ended).isEmpty();
        wake();
        assertThat(read().getLast()).startsWith(next("1", "100 ").replace("}", ""));
        assertThat(ended).containsExactly("1");
        assertThat(fanOut.isIdle()).isTrue();
    }

    @Test
    void endsAsTheStreamFails() {
        List<String> ended = new ArrayList<>();
        subscribe("1", () -> ended.add("1"));
        told.tryEmitError(new IllegalStateException("over")).orThrow();
        run();
        assertThat(ended).containsExactly("1");
        assertThat(fanOut.isIdle()).isTrue();
    }

    @Test
    void givesTheStreamUpWhenTheLastHasLeft() {
        Disposable first = subscribe("1");
        Disposable second = subscribe("2");
        first.dispose();
        run();
        assertThat(told.currentSubscriberCount()).isOne();
        second.dispose();
        run();
        assertThat(told.currentSubscriberCount()).isZero();
        assertThat(fanOut.isIdle()).isTrue();
        assertThat(read()).isEmpty();
    }

    @Test
    void saysNothingToWhoHasJustLeft() {
        Disposable subscription = subscribe("1");
        told.tryEmitNext(new byte[] {'1'}).orThrow();
        subscription.dispose();
        run();
        assertThat(read()).isEmpty();
    }

    /** Whoever comes and goes at random hears each answer while there, the latest first, and never an older one again. */
    @Test
    void keepsCountOfWhoComesAndGoes() {
        Random random = new Random(4);
        Map<String, Disposable> there = new HashMap<>();
        for (int turn = 0; turn < 2_000; turn++) {
            String id = "s" + random.nextInt(40);
            Disposable known = there.remove(id);
            if (known == null) {
                there.put(id, subscribe(id));
            } else {
                known.dispose();
                run();
            }
            read();
            tell(Integer.toString(turn));
            String answer = Integer.toString(turn);
            assertThat(read())
                    .containsExactlyInAnyOrderElementsOf(there.keySet().stream()
                            .map(here -> next(here, answer))
                            .toList());
        }
    }
}
