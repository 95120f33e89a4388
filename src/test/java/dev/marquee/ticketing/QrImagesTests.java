package dev.marquee.ticketing;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.zxing.BinaryBitmap;
import com.google.zxing.DecodeHintType;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.ReaderException;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.qrcode.QRCodeReader;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

class QrImagesTests {

    private static final String PAYLOAD = "MQ1.k1." + "aZ0-_".repeat(10) + "." + "Qq9_-".repeat(17);
    private static final int SCALE = 6;

    @Test
    void drawsAPngThatAReaderReads() throws IOException, ReaderException {
        assertThat(fromPng(QrImages.png(PAYLOAD))).isEqualTo(PAYLOAD);
    }

    @Test
    void drawsAnSvgThatAReaderReads() throws ReaderException {
        assertThat(fromSvg(QrImages.svg(PAYLOAD))).isEqualTo(PAYLOAD);
    }

    static String fromPng(byte[] png) throws IOException, ReaderException {
        BufferedImage image = ImageIO.read(new ByteArrayInputStream(png));
        int width = image.getWidth();
        int height = image.getHeight();
        return read(image.getRGB(0, 0, width, height, null, 0, width), width, height);
    }

    /** Paints the white square and the black rectangles of the path by the numbers that stand in the document. */
    static String fromSvg(String svg) throws ReaderException {
        Matcher box = Pattern.compile("viewBox=\"0 0 (\\d+) (\\d+)\"").matcher(svg);
        assertThat(box.find()).isTrue();
        int size = Integer.parseInt(box.group(1)) * SCALE;
        int[] pixels = new int[size * size];
        Arrays.fill(pixels, 0xffffffff);
        Matcher rectangle = Pattern.compile("M(\\d+) (\\d+)h(\\d+)v1h-(\\d+)z").matcher(svg);
        while (rectangle.find()) {
            assertThat(rectangle.group(3)).isEqualTo(rectangle.group(4));
            paint(pixels, size, number(rectangle, 1), number(rectangle, 2), number(rectangle, 3));
        }
        return read(pixels, size, size);
    }

    private static int number(Matcher matcher, int group) {
        return Integer.parseInt(matcher.group(group)) * SCALE;
    }

    private static void paint(int[] pixels, int size, int x, int y, int width) {
        for (int row = y; row < y + SCALE; row++) {
            Arrays.fill(pixels, row * size + x, row * size + x + width, 0xff000000);
        }
    }

    /** Reads where the modules are: the search for a code in a photograph misses some that are clean. */
    private static String read(int[] pixels, int width, int height) throws ReaderException {
        var bitmap = new BinaryBitmap(new HybridBinarizer(new RGBLuminanceSource(width, height, pixels)));
        return new QRCodeReader()
                .decode(bitmap, Map.of(DecodeHintType.PURE_BARCODE, true))
                .getText();
    }
}
