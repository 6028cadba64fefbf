/* audit: banks with a known leak are found out by whom it is meant for, and clean ones pass. */
#include "core/audit.h"

#include "../expect.h"
#include "bank.h"
#include "core/audit_learner.h"

static struct arena arena;

static int clear(void **state)
{
    (void)state;
    arena_clear(&arena);
    return 0;
}

/* 104 exercises, of which most leak. */
static struct bank bank_of(int leak, uint64_t seed)
{
    return (struct bank){ .sets = 8, .exercises = 13, .options = 4, .percent = 60, .leak = leak, .seed = seed };
}

static struct audit_report audited(struct bank bank)
{
    arena_clear(&arena);
    return bank_audit(&arena, &bank);
}

/* Who is above chance in the whole bank. */
static guesser_mask above(const struct audit_report *report)
{
    guesser_mask mask = 0;
    for (size_t i = 0; i < AUDIT_GUESSER_COUNT; i++)
        mask |= report->whole.scores[i].is_above_chance ? (guesser_mask)1 << i : 0;
    return mask;
}
#define BIT(guesser) ((guesser_mask)1 << (guesser))

/* Leaks. ----------------------------------------------------------------------------------------------------- */

static void each_guesser_finds_its_own_leak(void **state)
{
    (void)state;
    for (int leak = 0; leak < AUDIT_PLACE + 4; leak++) {
        struct audit_report report = audited(bank_of(leak, 1));
        if (!(above(&report) & BIT(leak)))
            fail_msg("%s does not find its own leak", audit_guesser_ids[leak]);
        assert_false(report.passes);
    }
}

static void a_bank_that_leaks_by_length_fails_by_guesser_and_by_rank(void **state)
{
    (void)state;
    struct audit_report longest = audited(bank_of(AUDIT_LONGEST, 2));
    assert_true(above(&longest) & BIT(AUDIT_LONGEST));
    assert_false(longest.whole.is_length_fine);
    assert_true(longest.whole.length_rank < AUDIT_LENGTH_RANK_MIN);
    struct audit_report shortest = audited(bank_of(AUDIT_SHORTEST, 2));
    assert_true(above(&shortest) & BIT(AUDIT_SHORTEST));
    assert_true(shortest.whole.length_rank > AUDIT_LENGTH_RANK_MAX);
}

static void a_bank_that_leaks_by_place_is_found_out_by_that_place_and_by_who_learns(void **state)
{
    (void)state;
    struct audit_report report = audited(bank_of(AUDIT_PLACE + 1, 3));
    assert_int_equal(above(&report), BIT(AUDIT_PLACE + 1) | BIT(AUDIT_LEARNER));
}

static void a_bank_that_leaks_by_vocabulary_is_found_out_by_words_and_not_by_length(void **state)
{
    (void)state;
    struct audit_report report = audited(bank_of(AUDIT_GUIDE_WORDS, 4));
    guesser_mask found = BIT(AUDIT_GUIDE_WORDS) | BIT(AUDIT_LEARNER);
    assert_int_equal(above(&report) & found, found);
    assert_int_equal(above(&report) & (BIT(AUDIT_LONGEST) | BIT(AUDIT_SHORTEST) | BIT(AUDIT_PUNCTUATION)), 0);
    assert_true(report.whole.is_length_fine);
}

static void who_learns_finds_what_no_other_looks_for(void **state)
{
    (void)state;
    struct audit_report report = audited(bank_of(LEAK_FEWEST_HEDGES, 5));
    assert_int_equal(above(&report), BIT(AUDIT_LEARNER));
    assert_int_equal(report.signs[0].signal, AUDIT_HEDGES);
    assert_int_equal(report.signs[0].bearing, AUDIT_AWAY);
    assert_false(report.passes);
}

static void a_best_that_is_always_in_the_middle_is_found_by_who_learns_alone(void **state)
{
    (void)state;
    struct bank bank = bank_of(LEAK_MIDDLE_LENGTH, 5);
    bank.percent = 80;
    struct audit_report report = audited(bank);
    assert_int_equal(above(&report), BIT(AUDIT_LEARNER));
    assert_int_equal(report.signs[0].signal, AUDIT_LONGEST);
    assert_int_equal(report.signs[0].bearing, AUDIT_MIDDLE);
    assert_true(report.whole.is_length_fine);
}

static void a_leak_counts_whatever_the_number_of_options(void **state)
{
    (void)state;
    for (unsigned options = 2; options <= 8; options++) {
        struct bank bank = bank_of(AUDIT_DIGITS, 6);
        bank.options = options;
        struct audit_report report = audited(bank);
        assert_true(above(&report) & BIT(AUDIT_DIGITS));
    }
}

/* Clean banks. ------------------------------------------------------------------------------------------------ */

static void a_clean_bank_passes_in_at_least_95_of_100_drawn(void **state)
{
    (void)state;
    unsigned passed = 0;
    for (uint64_t seed = 1; seed <= 100; seed++)
        passed += audited(bank_of(LEAK_NONE, seed)).passes;
    print_message("# %u of 100 clean banks pass\n", passed);
    assert_in_range(passed, 95, 100);
}

static void a_small_clean_bank_is_not_called_leaking_in_at_least_95_of_100_drawn(void **state)
{
    (void)state;
    unsigned quiet = 0;
    for (uint64_t seed = 1; seed <= 100; seed++) {
        struct bank bank = bank_of(LEAK_NONE, seed);
        bank.sets = 4;
        bank.exercises = 5;
        struct audit_report report = audited(bank);
        quiet += above(&report) == 0;
    }
    assert_in_range(quiet, 95, 100);
}

/* What a report says. ------------------------------------------------------------------------------------------ */

static void the_same_bank_gives_the_same_report(void **state)
{
    (void)state;
    struct arena other = { 0 };
    const struct bank bank = bank_of(AUDIT_CODE, 7);
    struct audit_report first = audited(bank), second = bank_audit(&other, &bank);
    assert_memory_equal(first.whole.scores, second.whole.scores, sizeof first.whole.scores);
    arena_clear(&other);
}

static void a_bound_is_above_chance_exactly_when_it_is_said_to_be(void **state)
{
    (void)state;
    for (int leak = 0; leak < AUDIT_PLACE; leak++) {
        struct bank bank = bank_of(leak, 8);
        bank.percent = 40;
        struct audit_report report = audited(bank);
        for (size_t i = 0; i < AUDIT_GUESSER_COUNT; i++) {
            const struct audit_score *score = &report.whole.scores[i];
            if (score->is_telling)
                assert_int_equal(score->is_above_chance, score->bound > score->chance);
            assert_true(score->low <= score->right + 1e-9 && score->right <= score->high + 1e-9);
        }
    }
}

static void one_set_alone_leaves_nothing_to_learn_from(void **state)
{
    (void)state;
    struct bank bank = bank_of(AUDIT_LONGEST, 9);
    bank.sets = 1;
    struct audit_report report = audited(bank);
    assert_false(report.whole.scores[AUDIT_LEARNER].is_telling);
    assert_true(above(&report) & BIT(AUDIT_LONGEST));
    assert_memory_equal(report.whole.scores, report.sets[0].scores, sizeof report.whole.scores);
}

static void a_guesser_that_sees_no_difference_is_not_counted(void **state)
{
    (void)state;
    struct audit_report report = audited(bank_of(LEAK_NONE, 10));
    for (size_t place = 0; place < EXERCISE_OPTIONS_MAX; place++)
        assert_int_equal(report.whole.scores[AUDIT_PLACE + place].is_telling, place < 4);
    assert_int_equal(report.telling_count, AUDIT_GUESSER_COUNT - 4);
}

static void an_exercise_that_most_guessers_find_is_named(void **state)
{
    (void)state;
    struct bank bank = bank_of(AUDIT_LONGEST, 11);
    bank.percent = 100;
    struct audit_report leaking = audited(bank);
    size_t leaking_count = leaking.given_away_count;
    assert_true(leaking.given_away[0].finders & BIT(AUDIT_LONGEST));
    struct audit_report clean = audited(bank_of(LEAK_NONE, 11));
    assert_true(leaking_count > 8 * 13 / 2);
    assert_true(clean.given_away_count < 8 * 13 / 5);
}

static void nothing_at_all_is_no_bank_and_no_crash(void **state)
{
    (void)state;
    struct audit_report report = audited((struct bank){ .leak = LEAK_NONE });
    assert_int_equal(report.set_count, 0);
    assert_int_equal(report.telling_count, 0);
}

/* As read_set would never give them: sets have at least one exercise today, of the one kind there is. */
static void sets_without_exercises_are_no_bank_and_no_crash(void **state)
{
    (void)state;
    struct audit_report report = audited((struct bank){ .sets = 2, .options = 4, .leak = LEAK_NONE });
    assert_int_equal(report.set_count, 2);
    assert_int_equal(report.telling_count, 0);
}

/* Of two options none lies nearer to the middle than the other, so half of what could be learnt weighs nothing. */
static void a_sign_is_named_once_and_only_when_it_weighs(void **state)
{
    (void)state;
    int8_t ranks[2][2 * AUDIT_FEATURES_MAX] = { { 0 }, { 0 } };
    struct audit_exercise exercises[2] = { { .set = 0, .option_count = 2, .ranks = ranks[0] },
                                           { .set = 1, .option_count = 2, .ranks = ranks[1] } };
    for (size_t i = 0; i < 2; i++) {
        ranks[i][0] = 1; /* the best is the longer one */
        ranks[i][audit_feature_count()] = -1;
    }
    struct audit_learnt learnt = audit_learn(&arena, exercises, 2, 2, 0);
    assert_int_equal(learnt.sign_count, 1);
    assert_int_equal(learnt.signs[0].signal, AUDIT_LONGEST);
    assert_int_equal(learnt.signs[0].bearing, AUDIT_TOWARDS);
    exercises[1].best = 1; /* once the longer, once the shorter one: there is nothing to learn */
    assert_int_equal(audit_learn(&arena, exercises, 2, 2, 0).sign_count, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_guesser_finds_its_own_leak),
        cmocka_unit_test(a_bank_that_leaks_by_length_fails_by_guesser_and_by_rank),
        cmocka_unit_test(a_bank_that_leaks_by_place_is_found_out_by_that_place_and_by_who_learns),
        cmocka_unit_test(a_bank_that_leaks_by_vocabulary_is_found_out_by_words_and_not_by_length),
        cmocka_unit_test(who_learns_finds_what_no_other_looks_for),
        cmocka_unit_test(a_best_that_is_always_in_the_middle_is_found_by_who_learns_alone),
        cmocka_unit_test(a_leak_counts_whatever_the_number_of_options),
        cmocka_unit_test(a_clean_bank_passes_in_at_least_95_of_100_drawn),
        cmocka_unit_test(a_small_clean_bank_is_not_called_leaking_in_at_least_95_of_100_drawn),
        cmocka_unit_test(the_same_bank_gives_the_same_report),
        cmocka_unit_test(a_bound_is_above_chance_exactly_when_it_is_said_to_be),
        cmocka_unit_test(one_set_alone_leaves_nothing_to_learn_from),
        cmocka_unit_test(a_guesser_that_sees_no_difference_is_not_counted),
        cmocka_unit_test(an_exercise_that_most_guessers_find_is_named),
        cmocka_unit_test(nothing_at_all_is_no_bank_and_no_crash),
        cmocka_unit_test(sets_without_exercises_are_no_bank_and_no_crash),
        cmocka_unit_test(a_sign_is_named_once_and_only_when_it_weighs),
    };
    return cmocka_run_group_tests_name("audit", tests, NULL, clear);
}
