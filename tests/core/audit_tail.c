/* audit_tail: held against Clopper and Pearson where there are no ties, and where there are, against all outcomes one
 * by one. */
#include "core/audit_tail.h"

#include "../expect.h"
#include "base/number.h"
#include "base/random.h"

static struct arena arena;

static int clear(void **state)
{
    (void)state;
    arena_clear(&arena);
    return 0;
}

static void assert_near(double actual, double expected, double error)
{
    if (!(actual - expected <= error && expected - actual <= error))
        fail_msg("%.12g is not %.12g", actual, expected);
}

static void add(struct audit_credits *credits, unsigned picks, unsigned options, unsigned best)
{
    struct audit_exercise exercise = { .option_count = (uint8_t)options, .best = (uint8_t)best };
    audit_credits_add(credits, (uint8_t)((1u << picks) - 1), &exercise);
}

/* So many right of so many, of four options, without ties. */
static struct audit_credits plain(size_t count, size_t right)
{
    struct audit_credits credits = { 0 };
    for (size_t i = 0; i < count; i++)
        add(&credits, 1, 4, i < right ? 0 : 1);
    return credits;
}

/* From the definition, by exact sums of binomials in Python. level of the third bound: 0.05 / 16. */
static const struct {
    size_t count, right;
    double low, high, corrected, chance;
} rows[] = {
    { 10, 8, 0.443904538, 0.974789274, 0.329382530, 0.000415802002 },
    { 5, 5, 0.478176250, 1.000000000, 0.315478672, 0.0009765625 },
    { 20, 5, 0.086571469, 0.491045872, 0.052282715, 0.585158497 },
    { 40, 18, 0.292588350, 0.615093205, 0.241521902, 0.00465146808 },
    { 100, 30, 0.212406420, 0.399814676, 0.183230234, 0.149541047 },
    { 400, 130, 0.279293949, 0.373319142, 0.262418931, 0.000452430552 },
    { 1000, 300, 0.271721112, 0.329461679, 0.261033145, 0.000193590322 },
};

static void without_ties_bounds_are_those_of_clopper_and_pearson(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct audit_credits credits = plain(rows[i].count, rows[i].right);
        struct audit_tail tail = audit_tail_of(&arena, &credits);
        assert_non_null(tail.weights);
        assert_near(audit_tail_chance(&tail) / rows[i].chance, 1, 1e-8);
        assert_near(audit_tail_low(&tail, 0.025), rows[i].low, 1e-7);
        assert_near(audit_tail_high(&tail, 0.025), rows[i].high, 1e-7);
        assert_near(audit_tail_low(&tail, 0.05 / 16), rows[i].corrected, 1e-7);
    }
}

/* All outcomes. ---------------------------------------------------------------------------------------------- */

#define EXERCISES 9

struct outcome_game {
    unsigned picks[EXERCISES], options[EXERCISES];
};

/* How likely at least (at most) a sum is under lambda: every way in which the best can be among the picks or not. */
static double enumerated(const struct outcome_game *game, double lambda, double sum, bool is_at_least)
{
    double all = 0, beyond = 0;
    for (unsigned hits = 0; hits < 1u << EXERCISES; hits++) {
        double likely = 1, earned = 0;
        for (unsigned i = 0; i < EXERCISES; i++) {
            double chance = (double)game->picks[i] / game->options[i];
            likely *= hits >> i & 1 ? chance : 1 - chance;
            earned += hits >> i & 1 ? 1.0 / game->picks[i] : 0;
        }
        likely *= number_exp(lambda * earned);
        all += likely;
        beyond += (is_at_least ? earned >= sum - 1e-9 : earned <= sum + 1e-9) ? likely : 0;
    }
    return beyond / all;
}

static double expected(const struct outcome_game *game, double lambda)
{
    double sum = 0;
    for (unsigned i = 0; i < EXERCISES; i++) {
        double chance = (double)game->picks[i] / game->options[i], credit = 1.0 / game->picks[i];
        double grown = chance * number_exp(lambda * credit);
        sum += credit * grown / (1 - chance + grown);
    }
    return sum / EXERCISES;
}

/* The lambda at which this share is expected. */
static double lambda_of(const struct outcome_game *game, double share)
{
    double low = -100, high = 100;
    for (int i = 0; i < 100; i++)
        *(expected(game, (low + high) / 2) < share ? &low : &high) = (low + high) / 2;
    return (low + high) / 2;
}

static struct audit_credits draw_game(struct random *random, struct outcome_game *game)
{
    struct audit_credits credits = { 0 };
    for (unsigned i = 0; i < EXERCISES; i++) {
        game->options[i] = 2 + (unsigned)random_below(random, 7);
        game->picks[i] = 1 + (unsigned)random_below(random, game->options[i]);
        add(&credits, game->picks[i], game->options[i], (unsigned)random_below(random, game->options[i]));
    }
    return credits;
}

static void with_ties_and_any_number_of_options_every_outcome_is_counted(void **state)
{
    (void)state;
    struct random random = random_from(1);
    unsigned bounds = 0;
    for (int round = 0; round < 40; round++) {
        struct outcome_game game;
        struct audit_credits credits = draw_game(&random, &game);
        double sum = audit_credits_right(&credits) * EXERCISES;
        struct audit_tail tail = audit_tail_of(&arena, &credits);
        assert_near(audit_tail_chance(&tail), enumerated(&game, 0, sum, true), 1e-10);
        if (tail.sum == tail.least || tail.sum == tail.most)
            continue;
        double low = audit_tail_low(&tail, 0.01), high = audit_tail_high(&tail, 0.01);
        assert_near(enumerated(&game, lambda_of(&game, low), sum, true), 0.01, 1e-6);
        assert_near(enumerated(&game, lambda_of(&game, high), sum, false), 0.01, 1e-6);
        bounds++;
    }
    assert_true(bounds > 20);
}

static void by_chance_a_bound_lies_above_chance_no_oftener_than_its_level(void **state)
{
    (void)state;
    struct random random = random_from(2);
    for (int round = 0; round < 20; round++) {
        struct outcome_game game;
        draw_game(&random, &game);
        double errs = 0;
        for (unsigned hits = 0; hits < 1u << EXERCISES; hits++) {
            struct audit_credits credits = { 0 };
            double likely = 1;
            for (unsigned i = 0; i < EXERCISES; i++) {
                double chance = (double)game.picks[i] / game.options[i];
                likely *= hits >> i & 1 ? chance : 1 - chance;
                add(&credits, game.picks[i], game.options[i], hits >> i & 1 ? 0 : game.options[i] - 1);
            }
            struct arena scratch = { 0 };
            struct audit_tail tail = likely > 0 ? audit_tail_of(&scratch, &credits) : (struct audit_tail){ 0 };
            errs += likely > 0 && audit_tail_chance(&tail) <= 0.05 ? likely : 0;
            arena_clear(&scratch);
        }
        assert_true(errs <= 0.05 + 1e-9);
    }
}

/* Edges. ------------------------------------------------------------------------------------------------------- */

static void who_is_never_right_or_always_is_bounded_on_one_side(void **state)
{
    (void)state;
    struct audit_credits none = plain(10, 0), all = plain(10, 10);
    struct audit_tail never = audit_tail_of(&arena, &none), always = audit_tail_of(&arena, &all);
    assert_true(audit_tail_chance(&never) == 1);
    assert_true(audit_tail_low(&never, 0.025) == 0);
    assert_near(audit_tail_high(&never, 0.025), 0.308497, 1e-6); /* 1 - 0.025^(1/10) */
    assert_true(audit_tail_high(&always, 0.025) == 1);
    assert_near(audit_tail_low(&always, 0.025), 0.691503, 1e-6);
    assert_near(audit_tail_chance(&always), 9.5367431640625e-7, 1e-15);
}

static void all_equal_tell_nothing_and_earn_chance(void **state)
{
    (void)state;
    struct audit_credits credits = { 0 };
    assert_true(audit_credits_right(&credits) == 0 && audit_credits_chance(&credits) == 0);
    add(&credits, 4, 4, 2);
    add(&credits, 3, 3, 0);
    assert_false(audit_credits_tell(&credits));
    assert_near(audit_credits_right(&credits), audit_credits_chance(&credits), 1e-12);
    add(&credits, 2, 3, 2);
    assert_true(audit_credits_tell(&credits));
}

/* The same credits with and without weights. */
static void where_sums_end_the_saddlepoint_is_within_a_thousandth(void **state)
{
    (void)state;
    struct random random = random_from(3);
    for (uint64_t round = 0; round < 24; round++) {
        struct audit_credits credits = { 0 };
        for (int i = 0; i < 900; i++) {
            unsigned picks = 1 + (unsigned)random_below(&random, round % 3 + 1);
            bool knows = random_below(&random, 100) < round;
            unsigned best = (unsigned)random_below(&random, 4);
            add(&credits, picks, 4, knows ? 0 : best);
        }
        struct audit_tail exact = audit_tail_of(&arena, &credits), other = exact;
        assert_non_null(exact.weights);
        other.weights = NULL;
        assert_near(audit_tail_chance(&other) / audit_tail_chance(&exact), 1, 0.001);
        assert_near(audit_tail_low(&other, 0.025), audit_tail_low(&exact, 0.025), 1e-4);
        assert_near(audit_tail_high(&other, 0.025), audit_tail_high(&exact, 0.025), 1e-4);
    }
}

static void a_hundred_thousand_exercises_are_no_more_work_than_a_hundred(void **state)
{
    (void)state;
    struct audit_credits credits = plain(100000, 25500);
    struct audit_tail tail = audit_tail_of(&arena, &credits);
    assert_null(tail.weights);
    assert_near(audit_tail_chance(&tail), 0.000136095363, 1e-9); /* of the binomial, summed in Python */
    assert_true(audit_tail_low(&tail, 0.05 / 16) > 0.25);
    assert_true(audit_tail_low(&tail, 0.0001) < 0.25);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(without_ties_bounds_are_those_of_clopper_and_pearson),
        cmocka_unit_test(with_ties_and_any_number_of_options_every_outcome_is_counted),
        cmocka_unit_test(by_chance_a_bound_lies_above_chance_no_oftener_than_its_level),
        cmocka_unit_test(who_is_never_right_or_always_is_bounded_on_one_side),
        cmocka_unit_test(all_equal_tell_nothing_and_earn_chance),
        cmocka_unit_test(where_sums_end_the_saddlepoint_is_within_a_thousandth),
        cmocka_unit_test(a_hundred_thousand_exercises_are_no_more_work_than_a_hundred),
    };
    return cmocka_run_group_tests_name("audit_tail", tests, NULL, clear);
}
