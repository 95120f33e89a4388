package dev.marquee.bench;

import io.lettuce.core.RedisClient;
import io.lettuce.core.pubsub.RedisPubSubAdapter;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.ServerChannel;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketServerProtocolHandler;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The floor of the fan-out, in a process of its own: each message from Redis goes as one frame, made once, to every
 * WebSocket that has subscribed. It knows of no GraphQL, no access and no slow client.
 */
@SuppressWarnings("FutureReturnValueIgnored")
final class Broadcast {

    static final String CHANNEL = "bench:broadcast";

    private static final int LARGEST = 65_536;
    private static final int SHORT_FRAME = 126;

    /** The subscribers of each loop, which only the loop itself touches. */
    private final Map<EventLoop, List<Channel>> subscribers = new ConcurrentHashMap<>();

    private Broadcast() {}

    /** Serves on a port until it is ended: {@code port redisUrl}. */
    public static void main(String[] arguments) throws InterruptedException {
        Broadcast broadcast = new Broadcast();
        var listening = RedisClient.create(arguments[1]).connectPubSub();
        listening.addListener(new RedisPubSubAdapter<>() {
            @Override
            public void message(String channel, String message) {
                broadcast.say(message);
            }
        });
        listening.sync().subscribe(CHANNEL);
        Channel server = broadcast.serve(Integer.parseInt(arguments[0]));
        server.closeFuture().sync();
    }

    private Channel serve(int port) throws InterruptedException {
        boolean epoll = Epoll.isAvailable();
        Class<? extends ServerChannel> kind = epoll ? EpollServerSocketChannel.class : NioServerSocketChannel.class;
        return new ServerBootstrap()
                .group(new MultiThreadIoEventLoopGroup(
                        Runtime.getRuntime().availableProcessors(),
                        epoll ? EpollIoHandler.newFactory() : NioIoHandler.newFactory()))
                .channel(kind)
                .option(ChannelOption.SO_BACKLOG, 1024)
                .childHandler(new ChannelInitializer<>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        channel.pipeline()
                                .addLast(
                                        new HttpServerCodec(),
                                        new HttpObjectAggregator(LARGEST),
                                        new WebSocketServerProtocolHandler("/graphql", "graphql-transport-ws"),
                                        new Talk());
                    }
                })
                .bind("127.0.0.1", port)
                .sync()
                .channel();
    }

    private void say(String message) {
        ByteBuf frame = frame(message);
        subscribers.forEach((loop, channels) -> {
            ByteBuf shared = frame.retainedDuplicate();
            loop.execute(() -> {
                channels.forEach(channel -> channel.writeAndFlush(shared.retainedDuplicate()));
                shared.release();
            });
        });
        frame.release();
    }

    private static ByteBuf frame(String message) {
        byte[] text = message.getBytes(StandardCharsets.UTF_8);
        ByteBuf frame = Unpooled.directBuffer(text.length + 4).writeByte(0x81);
        if (text.length < SHORT_FRAME) {
            frame.writeByte(text.length);
        } else {
            frame.writeByte(SHORT_FRAME).writeShort(text.length);
        }
        return frame.writeBytes(text);
    }

    /** Acknowledges, and answers a subscription with a first message. */
    private final class Talk extends SimpleChannelInboundHandler<TextWebSocketFrame> {

        @Override
        protected void channelRead0(ChannelHandlerContext context, TextWebSocketFrame frame) {
            if (frame.text().contains("\"connection_init\"")) {
                context.writeAndFlush(new TextWebSocketFrame("{\"type\":\"connection_ack\"}"));
            } else if (frame.text().contains("\"subscribe\"")) {
                Channel channel = context.channel();
                subscribers
                        .computeIfAbsent(channel.eventLoop(), loop -> new ArrayList<>())
                        .add(channel);
                context.writeAndFlush(new TextWebSocketFrame("{\"id\":\"1\",\"type\":\"next\",\"revision\":0}"));
            }
        }

        @Override
        public void channelInactive(ChannelHandlerContext context) {
            subscribers
                    .getOrDefault(context.channel().eventLoop(), new ArrayList<>())
                    .remove(context.channel());
        }
    }
}
