/* rivals: the options beside the best one, grouped by what they share. */
#include "core/rivals.h"

#include "../expect.h"

/* Six points, two under each of three headings; the best says them all. */
static struct heading headings[3];
static const struct guide guide = { .headings = headings, .heading_count = 3 };
static struct point points[] = { { .heading = 0 }, { .heading = 0 }, { .heading = 1 },
                                 { .heading = 1 }, { .heading = 2 }, { .heading = 2 } };
static struct misconception misconceptions[3];

/* The best, with the marks of its rivals. */
static struct rivals group(const struct marks *marks, size_t count)
{
    static struct option options[EXERCISE_OPTIONS_MAX];
    struct exercise exercise = { .points = points,
                                 .point_count = 6,
                                 .misconceptions = misconceptions,
                                 .misconception_count = 3,
                                 .options = options,
                                 .option_count = count + 1 };
    options[0] = (struct option){ .is_best = true, .marks = { .covers = 0x3F } };
    for (size_t i = 0; i < count; i++)
        options[i + 1] = (struct option){ .marks = marks[i] };
    return rivals_of(&exercise, &guide);
}

#define GROUP(...)                                                                                                     \
    group((const struct marks[]){ __VA_ARGS__ }, sizeof((const struct marks[]){ __VA_ARGS__ }) / sizeof(struct marks))

static void expect_group(const struct rivals *rivals, size_t index, enum trait trait, size_t of, option_mask members)
{
    assert_true(index < rivals->group_count);
    assert_int_equal(rivals->groups[index].trait, trait);
    assert_int_equal(rivals->groups[index].of, of);
    assert_int_equal(rivals->groups[index].members, members);
    assert_int_equal(rivals->groups[index].member_count, mask_count(members));
}

static void a_rival_falls_short_of_what_the_best_says(void **state)
{
    (void)state;
    struct rivals rivals = GROUP({ .covers = 0x03, .touches = 0x05 });
    const struct shortfall *shortfall = &rivals.items[0].shortfall;
    assert_int_equal(rivals.wanted, 0x3F);
    assert_int_equal(shortfall->absent, 0x38);
    assert_int_equal(shortfall->unexplained, 0x04); /* the first is explained, whatever else is said of it */
    assert_int_equal(shortfall->silent, 0x04);
}

static void the_same_false_claim_makes_a_group_before_anything_else(void **state)
{
    (void)state;
    struct rivals rivals =
        GROUP({ .covers = 0x3F, .faults = FAULT_VAGUE }, { .covers = 0x0F, .claims = 2, .faults = FAULT_VAGUE },
              { .covers = 0x3F, .claims = 3 }, { .covers = 0x3F, .claims = 4 });
    assert_int_equal(rivals.group_count, 3);
    expect_group(&rivals, 0, TRAIT_CLAIM, 1, 0x0C);
    assert_int_equal(rivals.groups[0].shared.claims, 2);
    expect_group(&rivals, 1, TRAIT_CLAIM, 2, 0x10);
    assert_int_equal(rivals.groups[1].variant, 1);
    expect_group(&rivals, 2, TRAIT_VAGUE, 0, 0x02);
    assert_int_equal(rivals.groups[2].variant, 0);
}

static void to_name_two_parts_and_explain_fewer_is_a_trait_and_to_name_one_is_not(void **state)
{
    (void)state;
    struct rivals rivals = GROUP({ .covers = 0x01, .touches = 0x14 }, { .touches = 0x15 }, { .touches = 0x01 },
                                 { .covers = 0x03, .touches = 0x14 });
    expect_group(&rivals, 0, TRAIT_NAMES, 0, 0x06);
    assert_false(rivals.items[2].is_naming);
    assert_false(rivals.items[3].is_naming);
}

static void a_fault_weighs_more_than_silence_and_silence_of_three_more_than_a_fault_of_two(void **state)
{
    (void)state;
    struct rivals pairs = GROUP({ .covers = 0x0F, .faults = FAULT_ONE_SIDED },
                                { .covers = 0x3C, .faults = FAULT_ONE_SIDED }, { .covers = 0x0F });
    expect_group(&pairs, 0, TRAIT_ONE_SIDED, 0, 0x06);
    expect_group(&pairs, 1, TRAIT_SILENT, 2, 0x08);

    struct rivals three = GROUP({ .covers = 0x0F, .faults = FAULT_ONE_SIDED },
                                { .covers = 0x0F, .faults = FAULT_ONE_SIDED }, { .covers = 0x0F });
    assert_int_equal(three.group_count, 1);
    expect_group(&three, 0, TRAIT_SILENT, 2, 0x0E);
}

static void missing_points_make_a_group_only_of_those_of_whom_nothing_else_is_to_be_told(void **state)
{
    (void)state;
    struct rivals rivals =
        GROUP({ .covers = 0x3E }, { .covers = 0x36 }, { .covers = 0x3E, .faults = FAULT_DISORDERED });
    assert_int_equal(rivals.group_count, 2);
    expect_group(&rivals, 0, TRAIT_ABSENT, 0, 0x06);
    assert_int_equal(rivals.groups[0].shared.absent, 0x01);
    expect_group(&rivals, 1, TRAIT_DISORDERED, 0, 0x08);
}

static void rivals_that_share_nothing_stand_alone_each_by_its_first_trait(void **state)
{
    (void)state;
    struct rivals rivals = GROUP({ .covers = 0x3E }, { .covers = 0x3F, .faults = FAULT_UNSUPPORTED | FAULT_DISORDERED },
                                 { .covers = 0x3F }, { .covers = 0x1F, .touches = 0x20 });
    assert_int_equal(rivals.group_count, 4);
    expect_group(&rivals, 0, TRAIT_DISORDERED, 0, 0x04);
    expect_group(&rivals, 1, TRAIT_ABSENT, 0, 0x02);
    expect_group(&rivals, 2, TRAIT_UNEXPLAINED, 5, 0x10);
    expect_group(&rivals, 3, TRAIT_CLOSE, 0, 0x08);
}

static void silence_of_all_rivals_is_known_where_there_is_more_than_one(void **state)
{
    (void)state;
    struct rivals two = GROUP({ .covers = 0x0F }, { .covers = 0x03 }), one = GROUP({ .covers = 0x0F });
    assert_int_equal(two.silent, 0x04);
    assert_int_equal(one.silent, 0);
}

static void without_points_each_rival_has_its_note_alone(void **state)
{
    (void)state;
    static struct option options[] = { { .is_best = true }, { .mark_percent = 0 }, { .mark_percent = 0 } };
    struct exercise exercise = { .options = options, .option_count = 3 };
    struct rivals rivals = rivals_of(&exercise, &guide);
    assert_int_equal(rivals.group_count, 2);
    expect_group(&rivals, 0, TRAIT_NOTE, 0, 0x02);
    expect_group(&rivals, 1, TRAIT_NOTE, 0, 0x04);
}

static void a_point_is_shared_twice_as_much_by_who_says_it_as_by_who_names_it(void **state)
{
    (void)state;
    static struct option options[] = {
        { .is_best = true, .marks = { .covers = 7 } },
        { .marks = { .covers = 1, .touches = 2 } },
        { .marks = { .touches = 3 } },
    };
    struct exercise exercise = { .options = options, .option_count = 3 };
    assert_int_equal(rivals_share(&exercise, 0), 3);
    assert_int_equal(rivals_share(&exercise, 1), 2);
    assert_int_equal(rivals_share(&exercise, 2), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_rival_falls_short_of_what_the_best_says),
        cmocka_unit_test(the_same_false_claim_makes_a_group_before_anything_else),
        cmocka_unit_test(to_name_two_parts_and_explain_fewer_is_a_trait_and_to_name_one_is_not),
        cmocka_unit_test(a_fault_weighs_more_than_silence_and_silence_of_three_more_than_a_fault_of_two),
        cmocka_unit_test(missing_points_make_a_group_only_of_those_of_whom_nothing_else_is_to_be_told),
        cmocka_unit_test(rivals_that_share_nothing_stand_alone_each_by_its_first_trait),
        cmocka_unit_test(silence_of_all_rivals_is_known_where_there_is_more_than_one),
        cmocka_unit_test(without_points_each_rival_has_its_note_alone),
        cmocka_unit_test(a_point_is_shared_twice_as_much_by_who_says_it_as_by_who_names_it),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
