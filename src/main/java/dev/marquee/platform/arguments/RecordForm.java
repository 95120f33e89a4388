package dev.marquee.platform.arguments;

import java.lang.reflect.Constructor;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.core.convert.ConversionService;
import org.springframework.util.ClassUtils;

/** How a record is made of the map of an input: components that are scalars, enums, records, and lists of these. */
final class RecordForm {

    private final Constructor<?> constructor;
    private final String[] names;
    private final Reader[] readers;

    private RecordForm(Constructor<?> constructor, String[] names, Reader[] readers) {
        this.constructor = constructor;
        this.names = names;
        this.readers = readers;
    }

    /** Reads a value that is there; {@link IllegalArgumentException} or another when it cannot. */
    @FunctionalInterface
    private interface Reader {

        Object read(Object given) throws ReflectiveOperationException;
    }

    /** Empty for a record with a component of another kind, or one that holds records of its own kind. */
    static Optional<RecordForm> of(Class<?> type, ConversionService conversions) {
        return of(type, Set.of(), conversions);
    }

    private static Optional<RecordForm> of(Class<?> type, Set<Class<?>> within, ConversionService conversions) {
        if (within.contains(type)) {
            return Optional.empty();
        }
        Set<Class<?>> around = new HashSet<>(within);
        around.add(type);
        RecordComponent[] components = type.getRecordComponents();
        Reader[] readers = new Reader[components.length];
        for (int i = 0; i < components.length; i++) {
            Optional<Reader> reader = reader(components[i].getGenericType(), around, conversions);
            if (reader.isEmpty()) {
                return Optional.empty();
            }
            readers[i] = reader.get();
        }
        return canonical(type, components)
                .map(constructor -> new RecordForm(
                        constructor,
                        Arrays.stream(components).map(RecordComponent::getName).toArray(String[]::new),
                        readers));
    }

    /** The record; an error of any kind when a value does not fit or the record refuses it. */
    Object make(Map<?, ?> given) throws ReflectiveOperationException {
        @Nullable Object[] values = new Object[names.length];
        for (int i = 0; i < names.length; i++) {
            Object value = given.get(names[i]);
            values[i] = value == null ? null : readers[i].read(value);
        }
        return constructor.newInstance(values);
    }

    private static Optional<Constructor<?>> canonical(Class<?> type, RecordComponent[] components) {
        try {
            Constructor<?> constructor = type.getDeclaredConstructor(
                    Arrays.stream(components).map(RecordComponent::getType).toArray(Class[]::new));
            constructor.setAccessible(true);
            return Optional.of(constructor);
        } catch (NoSuchMethodException none) {
            return Optional.empty();
        }
    }

    private static Optional<Reader> reader(Type type, Set<Class<?>> within, ConversionService conversions) {
        return switch (type) {
            case Class<?> plain
            when plain.isRecord() && !conversions.canConvert(String.class, plain) ->
                of(plain, within, conversions).map(form -> given -> form.make((Map<?, ?>) given));
            case Class<?> plain
            when !Map.class.isAssignableFrom(plain) && !Collection.class.isAssignableFrom(plain) -> {
                Class<?> boxed = ClassUtils.resolvePrimitiveIfNecessary(plain);
                yield Optional.of(given -> value(given, boxed, conversions));
            }
            case ParameterizedType list
            when list.getRawType() == List.class ->
                reader(list.getActualTypeArguments()[0], within, conversions)
                        .map(element -> given -> elements((Collection<?>) given, element));
            default -> Optional.empty();
        };
    }

    private static Object value(Object given, Class<?> type, ConversionService conversions) {
        Object value = type.isInstance(given) ? given : conversions.convert(given, type);
        if (value == null) {
            throw new IllegalArgumentException("nothing comes of the value");
        }
        return value;
    }

    private static List<@Nullable Object> elements(Collection<?> given, Reader element)
            throws ReflectiveOperationException {
        List<@Nullable Object> elements = new ArrayList<>(given.size());
        for (Object one : given) {
            elements.add(one == null ? null : element.read(one));
        }
        return elements;
    }
}
