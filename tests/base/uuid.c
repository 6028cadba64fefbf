#include "../expect.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/uuid.h"

static struct arena arena;

static int clear(void **state)
{
    (void)state;
    arena_clear(&arena);
    return 0;
}

static int compare(const void *left, const void *right)
{
    const struct uuid *a = left, *b = right;
    return memcmp(a->bytes, b->bytes, sizeof a->bytes);
}

static uint64_t ms_of(struct uuid uuid)
{
    uint64_t ms = 0;
    for (int i = 0; i < 6; i++)
        ms = ms << 8 | uuid.bytes[i];
    return ms;
}

static void a_new_uuid_has_version_7_its_variant_and_the_time(void **state)
{
    (void)state;
    uint64_t before = (uint64_t)time(NULL) * 1000;
    for (int i = 0; i < 1000; i++) {
        struct uuid uuid = uuid_new();
        assert_int_equal(uuid.bytes[6] >> 4, 7);
        assert_int_equal(uuid.bytes[8] >> 6, 2);
        assert_in_range(ms_of(uuid), before, before + 60000);
    }
}

enum { THREADS = 4, EACH = 5000 };
static struct uuid made[THREADS][EACH];

static void *make(void *row)
{
    for (int i = 0; i < EACH; i++)
        ((struct uuid *)row)[i] = uuid_new();
    return NULL;
}

static void uuids_of_four_threads_are_each_greater_than_the_one_before(void **state)
{
    (void)state;
    pthread_t threads[THREADS];
    for (int i = 0; i < THREADS; i++)
        assert_int_equal(pthread_create(&threads[i], NULL, make, made[i]), 0);
    for (int i = 0; i < THREADS; i++)
        assert_int_equal(pthread_join(threads[i], NULL), 0);
    for (int t = 0; t < THREADS; t++)
        for (int i = 1; i < EACH; i++)
            assert_true(compare(&made[t][i - 1], &made[t][i]) < 0);
    qsort(made, THREADS * EACH, sizeof **made, compare);
    const struct uuid *all = *made;
    for (int i = 1; i < THREADS * EACH; i++)
        assert_true(memcmp(all[i - 1].bytes, all[i].bytes, 8) < 0); /* time and counter alone tell them apart */
}

static void a_uuid_is_read_in_either_case_and_written_in_lower(void **state)
{
    (void)state;
    struct uuid uuid;
    assert_true(uuid_parse(STRING("017F22E2-79B0-7CC3-98C4-DC0C0C07398F"), &uuid)); /* RFC 9562 appendix A.6 */
    assert_true(ms_of(uuid) == 1645557742000);
    assert_text(uuid_string(&arena, uuid), "017f22e2-79b0-7cc3-98c4-dc0c0c07398f");
    char text[UUID_TEXT_SIZE + 1];
    uuid_format(uuid, text);
    assert_string_equal(text, "017f22e2-79b0-7cc3-98c4-dc0c0c07398f");
}

static void what_is_no_uuid_is_refused_and_changes_nothing(void **state)
{
    (void)state;
    static const char *const refused[] = {
        "",
        "017f22e2-79b0-7cc3-98c4-dc0c0c07398",
        "017f22e2-79b0-7cc3-98c4-dc0c0c07398ff",
        "017f22e279b07cc398c4dc0c0c07398f",
        "017f22e2-79b0-7cc3-98c4_dc0c0c07398f",
        "017f22e-279b0-7cc3-98c4-dc0c0c07398f",
        "g17f22e2-79b0-7cc3-98c4-dc0c0c07398f",
        "{17f22e2-79b0-7cc3-98c4-dc0c0c07398}",
        " 17f22e2-79b0-7cc3-98c4-dc0c0c07398f",
        "\xc7g7f22e2-79b0-7cc3-98c4-dc0c0c07398f",
    };
    struct uuid uuid = { { 1 } }, same = uuid;
    for (size_t i = 0; i < sizeof refused / sizeof *refused; i++)
        assert_false(uuid_parse(string_from(refused[i]), &uuid));
    assert_true(uuid_equal(uuid, same));
}

static void nil_is_all_zero(void **state)
{
    (void)state;
    struct uuid uuid;
    assert_true(uuid_parse(STRING("00000000-0000-0000-0000-000000000000"), &uuid));
    assert_true(uuid_is_nil(uuid));
    uuid.bytes[15] = 1;
    assert_false(uuid_is_nil(uuid));
    assert_false(uuid_is_nil(uuid_new()));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_new_uuid_has_version_7_its_variant_and_the_time),
        cmocka_unit_test(uuids_of_four_threads_are_each_greater_than_the_one_before),
        cmocka_unit_test(a_uuid_is_read_in_either_case_and_written_in_lower),
        cmocka_unit_test(what_is_no_uuid_is_refused_and_changes_nothing),
        cmocka_unit_test(nil_is_all_zero),
    };
    return cmocka_run_group_tests_name("uuid", tests, NULL, clear);
}
