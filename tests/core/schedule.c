/* schedule: held against what the reference implementations gave (tests/vectors/fsrs-6.json says which, and how near
 * one must come), and against the laws that they all keep. */
#include "core/schedule.h"

#include <math.h>

#include "../expect.h"
#include "base/files.h"
#include "base/json.h"
#include "base/random.h"
#include "core/schedule_steps.h"

#define VECTORS "tests/vectors/fsrs-6.json"

#define NEAR_PY 1e-9
#define NEAR_TS 5e-6
#define NEAR_RS 1e-4
#define TIE     2e-6 /* so near to a half, rounding may go either way */

/* Reading the vectors. ------------------------------------------------------------------------------------- */

struct vectors {
    struct arena arena;
    const struct json *root;
};

static int read_vectors(void **state)
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

static int free_vectors(void **state)
{
    arena_clear(&((struct vectors *)*state)->arena);
    return 0;
}

static const struct json *part(void **state, const char *key)
{
    const struct json *found = json_get(((struct vectors *)*state)->root, key);
    assert_true(found && found->count > 0);
    return found;
}

static double number_at(const struct json *row, size_t column)
{
    assert_true(row->kind == JSON_ARRAY && column < row->count);
    const struct json *cell = &row->items[column];
    assert_true(cell->kind == JSON_INTEGER || cell->kind == JSON_REAL);
    return cell->kind == JSON_INTEGER ? (double)cell->integer : cell->real;
}

static int32_t days_at(const struct json *row, size_t column)
{
    return (int32_t)number_at(row, column);
}

static void read_parameters(const struct json *row, double *parameters)
{
    assert_int_equal(row->count, SCHEDULE_PARAMETER_COUNT);
    for (size_t i = 0; i < SCHEDULE_PARAMETER_COUNT; i++)
        parameters[i] = number_at(row, i);
}

static void assert_near(double actual, double expected, double bound, const char *what, struct string where)
{
    if (!(fabs(actual - expected) <= bound * fabs(expected)))
        fail_msg("%.*s: %s is %.12g and not %.12g", STRING_ARG(where), what, actual, expected);
}

/* Whole days: the same, or one apart when the real interval is a tie. */
static void assert_days(int32_t actual, double expected, double interval, double tie, struct string where)
{
    double beyond = interval - floor(interval);
    bool is_tie = fabs(beyond - 0.5) <= tie * interval + 1e-9;
    if (!(actual == (int32_t)expected || (is_tie && fabs(actual - expected) <= 1)))
        fail_msg("%.*s: %d days and not %g (%.12g)", STRING_ARG(where), actual, expected, interval);
}

/* Sequences. ----------------------------------------------------------------------------------------------- */

struct sequence {
    struct string id;
    struct schedule schedule;
    const struct json *grades, *elapsed, *rows;
};

static struct sequence sequence_from(void **state, const struct json *item, const char *implementation)
{
    double parameters[SCHEDULE_PARAMETER_COUNT];
    struct string name = json_string_or(json_get(item, "parameters"), STRING(""));
    char key[32];
    snprintf(key, sizeof key, "%.*s", STRING_ARG(name));
    read_parameters(json_get(part(state, "parameters"), key), parameters);
    return (struct sequence){
        .id = json_string_or(json_get(item, "id"), STRING("")),
        .schedule = schedule_make(parameters, json_get(item, "retention")->real, SCHEDULE_DAYS_MAX),
        .grades = json_get(item, "grades"),
        .elapsed = json_get(item, "elapsed"),
        .rows = json_get(item, implementation),
    };
}

/* What one implementation gave after a review, against ours. */
typedef void (*check_row)(const struct sequence *sequence, const struct json *row, struct memory memory, double recall);

static size_t check_sequences(void **state, const char *implementation, check_row check)
{
    const struct json *sequences = part(state, "sequences");
    size_t checked = 0;
    for (size_t i = 0; i < sequences->count; i++) {
        struct sequence sequence = sequence_from(state, &sequences->items[i], implementation);
        struct memory memory = { 0 };
        for (size_t k = 0; k < sequence.rows->count; k++, checked++) {
            int32_t elapsed = days_at(sequence.elapsed, k);
            double recall = k > 0 ? schedule_recall(&sequence.schedule, memory, elapsed) : 0;
            memory = schedule_next(&sequence.schedule, memory, elapsed, (enum memory_grade)days_at(sequence.grades, k));
            check(&sequence, &sequence.rows->items[k], memory, recall);
        }
    }
    return checked;
}

static void check_ts(const struct sequence *sequence, const struct json *row, struct memory memory, double recall)
{
    (void)recall;
    assert_near(memory.stability, number_at(row, 0), NEAR_TS, "stability", sequence->id);
    assert_near(memory.difficulty, number_at(row, 1), NEAR_TS, "difficulty", sequence->id);
    assert_days(schedule_wait_days(&sequence->schedule, memory), number_at(row, 2),
                schedule_interval(&sequence->schedule, memory), TIE, sequence->id);
}

static void check_rs(const struct sequence *sequence, const struct json *row, struct memory memory, double recall)
{
    (void)recall;
    assert_near(memory.stability, number_at(row, 0), NEAR_RS, "stability", sequence->id);
    assert_near(memory.difficulty, number_at(row, 1), NEAR_RS, "difficulty", sequence->id);
    assert_near(schedule_interval(&sequence->schedule, memory), number_at(row, 2), NEAR_RS, "interval", sequence->id);
}

static void check_py(const struct sequence *sequence, const struct json *row, struct memory memory, double recall)
{
    assert_near(memory.stability, number_at(row, 0), NEAR_PY, "stability", sequence->id);
    assert_near(memory.difficulty, number_at(row, 1), NEAR_PY, "difficulty", sequence->id);
    if (row->items[2].kind != JSON_NULL)
        assert_near(recall, number_at(row, 2), NEAR_PY, "recall", sequence->id);
    assert_days(schedule_wait_days(&sequence->schedule, memory), number_at(row, 3),
                schedule_interval(&sequence->schedule, memory), 0, sequence->id);
}

static void every_sequence_is_as_in_typescript(void **state)
{
    assert_true(check_sequences(state, "ts", check_ts) > 1000);
}

static void every_sequence_is_as_in_rust(void **state)
{
    assert_true(check_sequences(state, "rs", check_rs) > 1000);
}

static void every_sequence_is_as_in_python_as_far_as_python_goes(void **state)
{
    assert_true(check_sequences(state, "py", check_py) > 900);
}

/* Points. -------------------------------------------------------------------------------------------------- */

/* The defaults, but with this decay. */
static struct schedule schedule_of(double decay, double retention, int32_t days_max)
{
    double parameters[SCHEDULE_PARAMETER_COUNT];
    memcpy(parameters, schedule_parameters_default, sizeof parameters);
    parameters[20] = decay;
    return schedule_make(parameters, retention, days_max);
}

static struct schedule schedule_of_defaults(void)
{
    return schedule_of(schedule_parameters_default[20], SCHEDULE_RETENTION_DEFAULT, SCHEDULE_DAYS_MAX);
}

static void the_curve_of_forgetting_goes_through_every_point(void **state)
{
    const struct json *rows = part(state, "curve");
    for (size_t i = 0; i < rows->count; i++) {
        const struct json *row = &rows->items[i];
        struct schedule schedule = schedule_of(number_at(row, 0), 0.9, SCHEDULE_DAYS_MAX);
        struct memory memory = { .stability = number_at(row, 2), .difficulty = 5 };
        double recall = schedule_recall(&schedule, memory, number_at(row, 1));
        assert_near(recall, number_at(row, 3), NEAR_PY, "recall", STRING("curve of py"));
        assert_true(fabs(recall - number_at(row, 4)) < 5e-8);
    }
}

static void every_interval_is_as_long(void **state)
{
    const struct json *rows = part(state, "interval");
    for (size_t i = 0; i < rows->count; i++) {
        const struct json *row = &rows->items[i];
        struct schedule schedule = schedule_of(number_at(row, 0), number_at(row, 2), days_at(row, 3));
        struct memory memory = { .stability = number_at(row, 1), .difficulty = 5 };
        double interval = schedule_interval(&schedule, memory);
        assert_near(interval, number_at(row, 4), NEAR_PY, "interval", STRING("interval of py"));
        assert_days(schedule_wait_days(&schedule, memory), number_at(row, 5), interval, 0, STRING("days of py"));
        assert_days(schedule_wait_days(&schedule, memory), number_at(row, 6), interval, TIE, STRING("days of ts"));
    }
}

/* fsrs-rs src/inference.rs, test_next_interval: single precision, and not capped. */
static void an_interval_stretches_with_the_retention_that_is_wished_for(void **state)
{
    (void)state;
    static const double rust[] = { 3116766, 34793, 2508, 387, 90, 27, 9, 3, 1, 1 };
    for (int i = 0; i < 10; i++) {
        struct schedule schedule = schedule_of(schedule_parameters_default[20], (i + 1) / 10.0, SCHEDULE_DAYS_MAX);
        double interval = schedule_interval(&schedule, (struct memory){ 1, 5 });
        double whole = interval < 1 ? 1 : floor(interval + 0.5);
        assert_near(whole, rust[i], NEAR_RS, "interval", STRING("rust"));
    }
}

/* fsrs-rs src/inference.rs, test_memo_state: the last of six reviews, with the defaults and without any short-term
 * parameter. */
static void a_memory_of_six_reviews_is_as_in_rust(void **state)
{
    (void)state;
    static const int grades[] = { 1, 3, 3, 3, 3, 3 }, elapsed[] = { 0, 0, 1, 3, 8, 21 };
    double parameters[SCHEDULE_PARAMETER_COUNT];
    memcpy(parameters, schedule_parameters_default, sizeof parameters);
    parameters[17] = parameters[18] = parameters[19] = 0;
    struct schedule schedule = schedule_make(parameters, 0.9, SCHEDULE_DAYS_MAX);
    struct memory memory = { 0 };
    for (int i = 0; i < 6; i++)
        memory = schedule_next(&schedule, memory, elapsed[i], (enum memory_grade)grades[i]);
    assert_near(memory.stability, 53.335106, NEAR_RS, "stability", STRING("rust"));
    assert_near(memory.difficulty, 6.3574867, NEAR_RS, "difficulty", STRING("rust"));
}

/* Fuzz. ---------------------------------------------------------------------------------------------------- */

static void every_range_of_days_is_as_wide(void **state)
{
    const struct json *rows = part(state, "fuzz");
    for (size_t i = 0; i < rows->count; i++) {
        const struct json *row = &rows->items[i];
        struct schedule_range range = schedule_fuzz_range(days_at(row, 0), days_at(row, 1), days_at(row, 2));
        bool is_short = days_at(row, 0) == 2; /* ts-fsrs asks for no range then, though it could give one */
        assert_int_equal(range.low, days_at(row, 3));
        assert_int_equal(range.high, is_short ? 2 : days_at(row, 4));
    }
}

static void every_day_of_the_range_comes_and_no_other(void **state)
{
    (void)state;
    int seen[366] = { 0 };
    for (uint64_t seed = 0; seed < 41000; seed++) {
        int32_t days = schedule_fuzz(365, 0, 36500, seed);
        assert_in_range(days, 345, 385);
        seen[days - 345]++;
    }
    for (int day = 0; day <= 40; day++)
        assert_in_range(seen[day], 800, 1200); /* a thousand each, six standard deviations */
}

static void the_same_seed_gives_the_same_day(void **state)
{
    (void)state;
    static const int32_t days[] = { 106, 101, 101, 94 };
    for (uint64_t seed = 0; seed < 4; seed++)
        assert_int_equal(schedule_fuzz(100, 0, 36500, seed), days[seed]);
}

static void a_wait_that_is_fuzzed_is_always_possible(void **state)
{
    (void)state;
    struct random random = random_from(5);
    for (int i = 0; i < 200000; i++) {
        int32_t days_max = 1 + (int32_t)random_below(&random, 40), wait = 1 + (int32_t)random_below(&random, 40);
        int32_t elapsed = (int32_t)random_below(&random, 40);
        wait = wait > days_max ? days_max : wait;
        int32_t chosen = schedule_fuzz(wait, elapsed, days_max, random_next(&random));
        assert_in_range(chosen, 1, days_max);
        assert_true(wait <= elapsed || chosen > elapsed);
    }
}

/* Laws. ---------------------------------------------------------------------------------------------------- */

static double draw(struct random *random, double low, double high)
{
    return low + (double)(random_next(random) >> 11) * 0x1p-53 * (high - low);
}

/* Every parameter anywhere within its bounds, at a bound one time in four. */
static void draw_parameters(struct random *random, double *parameters)
{
    for (size_t i = 0; i < SCHEDULE_PARAMETER_COUNT; i++) {
        struct schedule_bounds bounds = schedule_parameters_bounds[i];
        uint64_t kind = random_below(random, 8);
        parameters[i] = kind == 0 ? bounds.low : kind == 1 ? bounds.high : draw(random, bounds.low, bounds.high);
    }
}

static void assert_sane(const struct schedule *schedule, struct memory memory)
{
    assert_true(memory.stability >= SCHEDULE_STABILITY_MIN && memory.stability <= SCHEDULE_STABILITY_MAX);
    assert_true(memory.difficulty >= 1 && memory.difficulty <= 10);
    assert_in_range(schedule_wait_days(schedule, memory), 1, SCHEDULE_DAYS_MAX);
    double recall = schedule_recall(schedule, memory, memory.stability);
    assert_near(recall, 0.9, 1e-9, "recall at the stability", STRING("law"));
}

static void no_parameters_and_no_history_lead_out_of_bounds(void **state)
{
    (void)state;
    struct random random = random_from(6);
    for (int i = 0; i < 2000; i++) {
        double parameters[SCHEDULE_PARAMETER_COUNT];
        draw_parameters(&random, parameters);
        struct schedule schedule = schedule_make(parameters, draw(&random, 0.1, 1), SCHEDULE_DAYS_MAX);
        struct memory memory = { 0 };
        for (int review = 0; review < 60; review++) {
            uint64_t kind = random_below(&random, 4);
            int32_t elapsed = kind == 0 ? 0 : kind == 1 ? SCHEDULE_DAYS_MAX : (int32_t)random_below(&random, 400);
            memory = schedule_next(&schedule, memory, elapsed, (enum memory_grade)(1 + random_below(&random, 4)));
            assert_sane(&schedule, memory);
        }
    }
}

static void the_better_the_answer_the_longer_the_memory_lasts(void **state)
{
    (void)state;
    struct random random = random_from(7);
    struct schedule schedule = schedule_of_defaults();
    for (int i = 0; i < 20000; i++) {
        struct memory memory = { draw(&random, 0.01, 1000), draw(&random, 1, 10) };
        int32_t elapsed = (int32_t)random_below(&random, 1000);
        for (int grade = 2; grade <= 4; grade++) {
            struct memory worse = schedule_next(&schedule, memory, elapsed, (enum memory_grade)(grade - 1));
            struct memory better = schedule_next(&schedule, memory, elapsed, (enum memory_grade)grade);
            assert_true(worse.stability <= better.stability && worse.difficulty >= better.difficulty);
        }
        assert_true(schedule_next(&schedule, memory, elapsed, MEMORY_HARD).stability >= memory.stability);
        assert_true(schedule_next(&schedule, memory, elapsed, MEMORY_AGAIN).stability <= memory.stability);
    }
}

/* The trap by which py-fsrs differs: a right answer on the same day never shortens the memory, a hard one neither. */
static void a_hard_answer_on_the_same_day_takes_nothing_away(void **state)
{
    (void)state;
    struct schedule schedule = schedule_of_defaults();
    struct memory memory = { 100, 5 };
    assert_true(schedule_next(&schedule, memory, 0, MEMORY_HARD).stability == 100);
    assert_true(schedule_next(&schedule, memory, 0, MEMORY_AGAIN).stability < 100);
}

static void a_first_stability_is_the_parameter_itself(void **state)
{
    (void)state;
    double parameters[SCHEDULE_PARAMETER_COUNT];
    memcpy(parameters, schedule_parameters_default, sizeof parameters);
    parameters[0] = 0.001; /* ts-fsrs would lift it to 0.1 */
    struct schedule schedule = schedule_make(parameters, 0.9, SCHEDULE_DAYS_MAX);
    assert_true(schedule_next(&schedule, (struct memory){ 0 }, 0, MEMORY_AGAIN).stability == 0.001);
    assert_true(schedule_next(&schedule, (struct memory){ 0 }, 77, MEMORY_EASY).stability == parameters[3]);
}

static void a_wait_is_capped_and_a_half_day_is_rounded_up(void **state)
{
    (void)state;
    struct schedule schedule = schedule_of(0.1542, 0.9, 365);
    assert_int_equal(schedule_wait_days(&schedule, (struct memory){ 36500, 5 }), 365);
    assert_int_equal(schedule_wait_days(&schedule, (struct memory){ 364.5, 5 }), 365);
    assert_int_equal(schedule_wait_days(&schedule, (struct memory){ 10.5, 5 }), 11);
    assert_int_equal(schedule_wait_days(&schedule, (struct memory){ 10.499999, 5 }), 10);
    assert_int_equal(schedule_wait_days(&schedule, (struct memory){ 0.001, 5 }), 1);
    struct schedule flat = schedule_of(0.1, 0.1, SCHEDULE_DAYS_MAX);
    assert_int_equal(schedule_wait_days(&flat, (struct memory){ 36500, 5 }), SCHEDULE_DAYS_MAX);
}

/* FNV-1a over the bits of a long history: one other bit, anywhere, makes another number. */
static void the_bits_are_the_same_on_every_machine(void **state)
{
    (void)state;
    struct random random = random_from(8);
    struct schedule schedule = schedule_of_defaults();
    struct memory memory = { 0 };
    uint64_t hash = UINT64_C(0xcbf29ce484222325);
    for (int i = 0; i < 50000; i++) {
        int32_t elapsed = (int32_t)random_below(&random, 60);
        memory = schedule_next(&schedule, memory, elapsed, (enum memory_grade)(1 + random_below(&random, 4)));
        uint64_t bits[2];
        memcpy(bits, &memory, sizeof bits);
        hash = (hash ^ bits[0]) * UINT64_C(0x100000001b3);
        hash = (hash ^ bits[1]) * UINT64_C(0x100000001b3);
    }
    assert_int_equal(hash, UINT64_C(0x7b04fbe611a3094d));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_sequence_is_as_in_typescript),
        cmocka_unit_test(every_sequence_is_as_in_rust),
        cmocka_unit_test(every_sequence_is_as_in_python_as_far_as_python_goes),
        cmocka_unit_test(the_curve_of_forgetting_goes_through_every_point),
        cmocka_unit_test(every_interval_is_as_long),
        cmocka_unit_test(an_interval_stretches_with_the_retention_that_is_wished_for),
        cmocka_unit_test(a_memory_of_six_reviews_is_as_in_rust),
        cmocka_unit_test(every_range_of_days_is_as_wide),
        cmocka_unit_test(every_day_of_the_range_comes_and_no_other),
        cmocka_unit_test(the_same_seed_gives_the_same_day),
        cmocka_unit_test(a_wait_that_is_fuzzed_is_always_possible),
        cmocka_unit_test(no_parameters_and_no_history_lead_out_of_bounds),
        cmocka_unit_test(the_better_the_answer_the_longer_the_memory_lasts),
        cmocka_unit_test(a_hard_answer_on_the_same_day_takes_nothing_away),
        cmocka_unit_test(a_first_stability_is_the_parameter_itself),
        cmocka_unit_test(a_wait_is_capped_and_a_half_day_is_rounded_up),
        cmocka_unit_test(the_bits_are_the_same_on_every_machine),
    };
    return cmocka_run_group_tests_name("schedule", tests, read_vectors, free_vectors);
}
