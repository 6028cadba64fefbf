#include "app/library.h"

#include "world.h"

static const struct world_exercise exercises[] = { { "one", NULL, "first" }, { "two", "former", "first" } };

struct three {
    struct arena arena;
    struct library library;
};

/* Two sets of one namespace, and one that was called otherwise. */
static struct three three_sets(void)
{
    struct three three = { 0 };
    const struct set *sets[] = {
        world_set(&three.arena, "alpha", NULL, exercises, 2),
        world_set(&three.arena, "beta", "test/older", exercises, 1),
    };
    three.library = world_library(&three.arena, sets, 2);
    return three;
}

static void a_set_is_found_by_full_former_and_bare_id(void **state)
{
    (void)state;
    struct three three = three_sets();
    const struct library *library = &three.library;
    assert_ptr_equal(library_find(library, STRING("test/alpha")), library->sets[0]);
    assert_ptr_equal(library_find(library, STRING("beta")), library->sets[1]);
    assert_ptr_equal(library_find(library, STRING("test/older")), library->sets[1]);
    assert_null(library_find(library, STRING("test/gamma")));
    assert_null(library_find(library, STRING("other/alpha")));
    assert_null(library_find(library, STRING("testalpha")));
    assert_null(library_find(library, STRING("")));
    arena_clear(&three.arena);
}

static void a_bare_id_that_two_sets_have_finds_neither(void **state)
{
    (void)state;
    struct arena arena = { 0 };
    const struct set *first = world_set(&arena, "alpha", NULL, exercises, 1);
    struct set second = *first;
    second.name_space = STRING("other");
    const struct set *sets[] = { first, &second };
    struct library library = world_library(&arena, sets, 2);
    assert_null(library_find(&library, STRING("alpha")));
    assert_ptr_equal(library_find(&library, STRING("other/alpha")), &second);
    arena_clear(&arena);
}

static void an_exercise_is_found_by_any_of_its_ids(void **state)
{
    (void)state;
    struct three three = three_sets();
    const struct set *set;
    assert_int_equal(library_find_exercise(&three.library, STRING("test/alpha/two"), &set), 1);
    assert_ptr_equal(set, three.library.sets[0]);
    assert_int_equal(library_find_exercise(&three.library, STRING("alpha/former"), &set), 1);
    assert_int_equal(library_find_exercise(&three.library, STRING("test/older/one"), &set), 0);
    assert_ptr_equal(set, three.library.sets[1]);
    assert_true(library_find_exercise(&three.library, STRING("test/alpha/three"), &set) == SIZE_MAX);
    assert_null(set);
    assert_true(library_find_exercise(&three.library, STRING("one"), &set) == SIZE_MAX);
    assert_true(library_find_exercise(&three.library, STRING("test/gamma/one"), &set) == SIZE_MAX);
    arena_clear(&three.arena);
}

static void all_ids_of_an_exercise_are_listed_todays_first(void **state)
{
    (void)state;
    struct arena arena = { 0 };
    const struct set *set = world_set(&arena, "beta", "test/older", exercises, 2);
    struct strings ids = library_exercise_ids(&arena, set, &set->exercises[1]);
    assert_int_equal(ids.count, 4);
    assert_text(ids.items[0], "test/beta/two");
    assert_text(ids.items[1], "test/beta/former");
    assert_text(ids.items[2], "test/older/two");
    assert_text(ids.items[3], "test/older/former");
    arena_clear(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_set_is_found_by_full_former_and_bare_id),
        cmocka_unit_test(a_bare_id_that_two_sets_have_finds_neither),
        cmocka_unit_test(an_exercise_is_found_by_any_of_its_ids),
        cmocka_unit_test(all_ids_of_an_exercise_are_listed_todays_first),
    };
    return cmocka_run_group_tests_name("library", tests, NULL, NULL);
}
