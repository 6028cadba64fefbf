#include "vectors.h"

#include <math.h>

#include "../expect.h"
#include "base/files.h"

#define VECTORS "tests/vectors/fsrs-6-fit.json"

struct vectors {
    struct arena arena;
    const struct json *root;
};

int vectors_read(void **state)
{
    static struct vectors vectors;
    struct string bytes;
    struct json_error error;
    struct failure failure = { 0 };
    if (files_read(&vectors.arena, STRING(VECTORS), JSON_SIZE_MAX, &bytes, &failure) != STATUS_OK)
        fail_msg("%s", failure.text);
    vectors.root = json_parse(&vectors.arena, bytes, &error);
    *state = &vectors;
    return vectors.root ? 0 : -1;
}

int vectors_free(void **state)
{
    arena_clear(vectors_arena(state));
    return 0;
}

struct arena *vectors_arena(void **state)
{
    return &((struct vectors *)*state)->arena;
}

const struct json *vectors_get(const struct json *object, const char *key)
{
    const struct json *found = json_get(object, key);
    if (!found)
        fail_msg("no %s", key);
    return found;
}

const struct json *vectors_part(void **state, const char *key)
{
    return vectors_get(((struct vectors *)*state)->root, key);
}

double vectors_number(const struct json *value)
{
    assert_true(value->kind == JSON_INTEGER || value->kind == JSON_REAL);
    return value->kind == JSON_INTEGER ? (double)value->integer : value->real;
}

double vectors_number_of(const struct json *object, const char *key)
{
    return vectors_number(vectors_get(object, key));
}

void vectors_numbers(const struct json *object, const char *key, double *numbers, size_t count)
{
    const struct json *array = vectors_get(object, key);
    assert_int_equal(array->count, count);
    for (size_t i = 0; i < count; i++)
        numbers[i] = vectors_number(&array->items[i]);
}

struct review_log vectors_log(void **state)
{
    const struct json *log = vectors_part(state, "log");
    const struct json *memories = vectors_get(log, "memories"), *days = vectors_get(log, "days");
    struct string grades = vectors_get(log, "grades")->string;
    struct review *reviews = ARENA_NEW_MANY(vectors_arena(state), memories->count, struct review);
    uint32_t memory_count = 0;
    for (size_t i = 0; i < memories->count; i++) {
        uint32_t memory = (uint32_t)memories->items[i].integer;
        reviews[i] = (struct review){ memory, (int32_t)days->items[i].integer, (uint8_t)(grades.bytes[i] - '0') };
        memory_count = memory >= memory_count ? memory + 1 : memory_count;
    }
    return (struct review_log){ .reviews = reviews, .count = memories->count, .memory_count = memory_count };
}

void assert_close(double actual, double expected, double near)
{
    double size = fabs(expected) > 1 ? fabs(expected) : 1;
    if (!(fabs(actual - expected) <= near * size))
        fail_msg("%.12g, expected %.12g within %g", actual, expected, near);
}
