package dev.marquee.ticketing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.zxing.BinaryBitmap;
import com.google.zxing.DecodeHintType;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.ReaderException;
import com.google.zxing.Result;
import com.google.zxing.ResultMetadataType;
import com.google.zxing.common.GlobalHistogramBinarizer;
import com.google.zxing.qrcode.QRCodeReader;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QrImagesTests {

    private static final String PAYLOAD = "MQ1.k1." + "aZ0-_".repeat(10) + "." + "Qq9_-".repeat(17);
    private static final int SCALE = 6;
    private static final int MODULE = 8;
    private static final int QUIET_ZONE = 4;
    private static final int WHITE = 0xffffffff;
    private static final int BLACK = 0xff000000;

    @Test
    void drawsAPngThatAReaderReads() throws IOException, ReaderException {
        assertThat(fromPng(QrImages.png(PAYLOAD))).isEqualTo(PAYLOAD);
    }

    @Test
    void drawsAnSvgThatAReaderReads() throws ReaderException {
        assertThat(fromSvg(QrImages.svg(PAYLOAD))).isEqualTo(PAYLOAD);
    }

    @Test
    void keepsTheQuietZoneAndTheLevelOfCorrection() throws IOException, ReaderException {
        Picture picture = picture(QrImages.png(PAYLOAD));
        int modules = picture.width() / MODULE;

        assertThat(IntStream.range(0, modules)
                        .flatMap(i -> IntStream.of(i, i * modules))
                        .mapToObj(i -> module(picture, i % modules, i / modules)))
                .as("the first row and the first column")
                .containsOnly(WHITE);
        assertThat(module(picture, QUIET_ZONE - 1, QUIET_ZONE)).isEqualTo(WHITE);
        assertThat(module(picture, QUIET_ZONE, QUIET_ZONE)).isEqualTo(BLACK);
        assertThat(decoded(picture).getResultMetadata()).containsEntry(ResultMetadataType.ERROR_CORRECTION_LEVEL, "M");
    }

    /** The mask is not chosen by the content, so that many contents have to be read as they may stand on a screen. */
    @ParameterizedTest
    @ValueSource(ints = {3, 4, 5, 7})
    void drawsTicketsThatAreReadThoughBlurredAndBlotted(int scale) throws IOException, ReaderException {
        Random random = new Random(scale);
        for (int i = 0; i < 150; i++) {
            String ticket = ticket(random);
            Picture clean = picture(QrImages.png(ticket));
            Picture worn = blurred(scaled(blotted(clean, 7, random), scale));

            assertThat(decoded(scaled(clean, scale)).getText()).isEqualTo(ticket);
            assertThat(decoded(worn).getText()).isEqualTo(ticket);
        }
    }

    /** A reader that has to look for the code misses a clean one now and then, and sees it when the camera moves. */
    @Test
    void drawsTicketsThatAreFoundFromSomeDistance() throws IOException {
        Random random = new Random(1);
        for (int i = 0; i < 150; i++) {
            String ticket = ticket(random);
            Picture clean = picture(QrImages.png(ticket));

            assertThat(IntStream.of(3, 4, 5, 7).mapToObj(scale -> found(blurred(scaled(clean, scale)))))
                    .contains(ticket);
        }
    }

    @Test
    void isNotReadUnderALargeBlot() throws IOException {
        Picture blotted = blotted(picture(QrImages.png(PAYLOAD)), 24, new Random(1));

        assertThatThrownBy(() -> decoded(blotted)).isInstanceOf(ReaderException.class);
    }

    private static String ticket(Random random) {
        byte[] body = new byte[36];
        byte[] signature = new byte[64];
        random.nextBytes(body);
        random.nextBytes(signature);
        Base64.Encoder encoder = Base64.getUrlEncoder().withoutPadding();
        return "MQ1.k1." + encoder.encodeToString(body) + '.' + encoder.encodeToString(signature);
    }

    /** Grey pixels, row by row. */
    @SuppressWarnings("ArrayRecordComponent")
    private record Picture(int width, int[] pixels) {}

    private static Picture picture(byte[] png) throws IOException {
        BufferedImage image = ImageIO.read(new ByteArrayInputStream(png));
        int width = image.getWidth();
        return new Picture(width, image.getRGB(0, 0, width, image.getHeight(), null, 0, width));
    }

    private static int module(Picture picture, int x, int y) {
        return picture.pixels()[y * MODULE * picture.width() + x * MODULE];
    }

    /** The same modules with so many pixels each. */
    private static Picture scaled(Picture picture, int scale) {
        int width = picture.width() / MODULE * scale;
        return new Picture(
                width,
                IntStream.range(0, width * width)
                        .map(i -> module(picture, i % width / scale, i / width / scale))
                        .toArray());
    }

    /** A white square of so many modules somewhere in the data, below and beside the patterns that readers look for. */
    private static Picture blotted(Picture picture, int size, Random random) {
        int[] pixels = picture.pixels().clone();
        int first = QUIET_ZONE + 10;
        int places = picture.width() / MODULE - first - QUIET_ZONE - 9 - size;
        int left = (first + random.nextInt(places)) * MODULE;
        int top = (first + random.nextInt(places)) * MODULE;
        for (int y = top; y < top + size * MODULE; y++) {
            Arrays.fill(pixels, y * picture.width() + left, y * picture.width() + left + size * MODULE, WHITE);
        }
        return new Picture(picture.width(), pixels);
    }

    /** Each pixel as bright as the nine around it. */
    private static Picture blurred(Picture picture) {
        int width = picture.width();
        int[] pixels = picture.pixels().clone();
        for (int y = 1; y < width - 1; y++) {
            for (int x = 1; x < width - 1; x++) {
                int bright = 0;
                for (int near = 0; near < 9; near++) {
                    bright += picture.pixels()[(y - 1 + near / 3) * width + x - 1 + near % 3] & 0xff;
                }
                pixels[y * width + x] = BLACK | bright / 9 * 0x010101;
            }
        }
        return new Picture(width, pixels);
    }

    static String fromPng(byte[] png) throws IOException, ReaderException {
        return decoded(picture(png)).getText();
    }

    /** Paints the white square and the black rectangles of the path by the numbers that stand in the document. */
    static String fromSvg(String svg) throws ReaderException {
        Matcher box = Pattern.compile("viewBox=\"0 0 (\\d+) (\\d+)\"").matcher(svg);
        assertThat(box.find()).isTrue();
        int size = Integer.parseInt(box.group(1)) * SCALE;
        int[] pixels = new int[size * size];
        Arrays.fill(pixels, WHITE);
        Matcher rectangle = Pattern.compile("M(\\d+) (\\d+)h(\\d+)v1h-(\\d+)z").matcher(svg);
        while (rectangle.find()) {
            assertThat(rectangle.group(3)).isEqualTo(rectangle.group(4));
            paint(pixels, size, number(rectangle, 1), number(rectangle, 2), number(rectangle, 3));
        }
        return decoded(new Picture(size, pixels)).getText();
    }

    private static int number(Matcher matcher, int group) {
        return Integer.parseInt(matcher.group(group)) * SCALE;
    }

    private static void paint(int[] pixels, int size, int x, int y, int width) {
        for (int row = y; row < y + SCALE; row++) {
            Arrays.fill(pixels, row * size + x, row * size + x + width, BLACK);
        }
    }

    /** Reads where the modules are: the search for a code in a photograph misses some that are clean. */
    private static Result decoded(Picture picture) throws ReaderException {
        return new QRCodeReader().decode(bitmap(picture), Map.of(DecodeHintType.PURE_BARCODE, true));
    }

    private static String found(Picture picture) {
        try {
            return new QRCodeReader().decode(bitmap(picture)).getText();
        } catch (ReaderException missed) {
            return "";
        }
    }

    private static BinaryBitmap bitmap(Picture picture) {
        return new BinaryBitmap(new GlobalHistogramBinarizer(
                new RGBLuminanceSource(picture.width(), picture.width(), picture.pixels())));
    }
}
