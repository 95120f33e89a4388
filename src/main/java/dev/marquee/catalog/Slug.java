package dev.marquee.catalog;

import java.text.Normalizer;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;

/** Names for addresses, made from titles: lower-case ASCII words joined by hyphens. */
final class Slug {

    private static final int MAX_LENGTH = 80;
    private static final int NUMBERED = 5;
    private static final String NAMELESS = "event";
    private static final Pattern MARKS = Pattern.compile("[\\p{M}ъь'’]+");
    private static final Pattern GAPS = Pattern.compile("[^a-z0-9]+");
    private static final Pattern ENDS = Pattern.compile("^-+|-+$");
    private static final Map<Integer, String> LETTERS = letters("""
            ä ae ö oe ü ue ß ss æ ae œ oe ø o å a ð d þ th đ d ħ h ı i ł l ŋ ng & -and- \
            а a б b в v г g д d е e ё yo ж zh з z и i й y к k л l м m н n о o п p р r с s т t у u ф f х kh ц ts \
            ч ch ш sh щ shch ы y э e ю yu я ya є ye і i ї yi ґ g \
            α a β v γ g δ d ε e ζ z η i θ th ι i κ k λ l μ m ν n ξ x ο o π p ρ r σ s ς s τ t υ y φ f χ ch ψ ps ω o\
            """);

    private Slug() {}

    /** The slug of a title; titles in a script that is not known become {@code event}. */
    static String of(String title) {
        String composed = Normalizer.normalize(title, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
        StringBuilder latin = new StringBuilder();
        composed.codePoints().forEach(letter -> latin.append(latin(letter)));
        String hyphened = GAPS.matcher(latin).replaceAll("-");
        String cut = hyphened.substring(0, Math.min(hyphened.length(), MAX_LENGTH));
        String slug = ENDS.matcher(cut).replaceAll("");
        return slug.isEmpty() ? NAMELESS : slug;
    }

    /** What to try when the first names are taken: numbers at first, then something that nobody has. */
    static String candidate(String slug, int attempt) {
        if (attempt == 0) {
            return slug;
        }
        String end = attempt < NUMBERED
                ? Integer.toString(attempt + 1)
                : Long.toString(ThreadLocalRandom.current().nextLong(1L << 40, 1L << 41), Character.MAX_RADIX);
        return slug + "-" + end;
    }

    private static String latin(int letter) {
        String known = LETTERS.get(letter);
        if (known != null) {
            return known;
        }
        String bare = MARKS.matcher(Normalizer.normalize(Character.toString(letter), Normalizer.Form.NFD))
                .replaceAll("");
        return bare.codePointCount(0, bare.length()) == 1 ? LETTERS.getOrDefault(bare.codePointAt(0), bare) : bare;
    }

    private static Map<Integer, String> letters(String table) {
        String[] entries = table.split(" ", -1);
        Map<Integer, String> letters = new HashMap<>();
        for (int i = 0; i + 1 < entries.length; i += 2) {
            letters.put(entries[i].codePointAt(0), entries[i + 1]);
        }
        return Map.copyOf(letters);
    }
}
