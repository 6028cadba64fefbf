/* forecast: the courses that learning may take until an interview. */
#include "core/forecast.h"

#include <string.h>

#include "../expect.h"

#define TODAY         20000
#define DAY_SECONDS   86400
#define EXERCISES_MAX 60
#define GOLDEN_BITS   0x19f1c054ccde5839u /* of a forecast, on every machine */

static const struct uuid learner = { { 1, 2, 3 } };

static struct moment noon_of(int32_t day)
{
    return (struct moment){ .at = (int64_t)day * DAY_SECONDS + DAY_SECONDS / 2 };
}

/* A learner with exercises, and the question what becomes of them. */
struct scene {
    struct arena arena;
    struct tuning tuning;
    struct forecast_exercise exercises[EXERCISES_MAX];
    struct forecast_question question;
};

static int setup(void **state)
{
    struct scene *scene = test_calloc(1, sizeof *scene);
    scene->tuning = remember_untuned();
    scene->question = (struct forecast_question){
        .exercises = scene->exercises, .tuning = &scene->tuning, .today = TODAY, .seed = 7
    };
    *state = scene;
    return 0;
}

static int teardown(void **state)
{
    struct scene *scene = *state;
    arena_clear(&scene->arena);
    test_free(scene);
    return 0;
}

static void plan(struct scene *scene, int32_t days)
{
    scene->tuning.plan = (struct plan){ .has_interview = true, .interview_day = TODAY + days, .made_day = TODAY };
}

static struct forecast_exercise *add(struct scene *scene)
{
    struct forecast_exercise *exercise = &scene->exercises[scene->question.exercise_count];
    *exercise = (struct forecast_exercise){
        .id = string_format(&scene->arena, "test/set/exercise-%zu", scene->question.exercise_count),
        .can_be_produced = true,
        .minutes = { [MEMORY_RECOGNISING] = { 1, 1 }, [MEMORY_PRODUCING] = { 3, 3 } },
    };
    scene->question.exercise_count++;
    return exercise;
}

static void add_many(struct scene *scene, size_t count)
{
    for (size_t i = 0; i < count; i++)
        add(scene);
}

/* Practised on that day, with this grade until it is kept. */
static struct memory_row *add_row(struct scene *scene, struct forecast_exercise *exercise, int32_t day,
                                  enum memory_grade grade)
{
    struct remembering remembering = remembering_make(&scene->tuning);
    struct memory_row *row = ARENA_NEW(&scene->arena, struct memory_row);
    *row = remember_start(learner, exercise->id, MEMORY_RECOGNISING);
    remember_answer(&remembering, row, noon_of(day), grade, false);
    while (row->stage.phase != MEMORY_KEPT)
        remember_answer(&remembering, row, (struct moment){ .at = row->due_at }, MEMORY_GOOD, false);
    exercise->skills[MEMORY_RECOGNISING] = row;
    return row;
}

static double mean(const double *courses)
{
    double sum = 0;
    for (size_t i = 0; i < FORECAST_COURSES; i++)
        sum += courses[i];
    return sum / FORECAST_COURSES;
}

/* Of all exercises alike. */
static struct forecast_share share_of_all(struct scene *scene, enum memory_skill skill)
{
    struct forecast forecast = forecast_make(&scene->arena, &scene->question);
    double weights[EXERCISES_MAX];
    for (size_t i = 0; i < EXERCISES_MAX; i++)
        weights[i] = 1;
    return forecast_share(&forecast, skill, weights);
}

/* Without practice. */

static void without_practice_recall_follows_the_curve(void **state)
{
    struct scene *scene = *state;
    struct forecast_exercise *exercise = add(scene);
    struct memory_row *row = add_row(scene, exercise, TODAY - 5, MEMORY_GOOD);
    struct remembering remembering = remembering_make(&scene->tuning);
    plan(scene, 30);
    struct forecast forecast = forecast_make(&scene->arena, &scene->question);
    const struct forecast_recall *recall = &forecast.recall[MEMORY_RECOGNISING][0];
    assert_true(recall->now == schedule_recall(&remembering.schedule, row->memory, 5));
    assert_true(recall->without == schedule_recall(&remembering.schedule, row->memory, 35));
    assert_true(recall->now > recall->without);
}

static void what_was_practised_today_counts_as_it_is_tomorrow(void **state)
{
    struct scene *scene = *state;
    struct memory_row *row = add_row(scene, add(scene), TODAY, MEMORY_AGAIN);
    struct remembering remembering = remembering_make(&scene->tuning);
    plan(scene, 30);
    struct forecast forecast = forecast_make(&scene->arena, &scene->question);
    assert_true(forecast.recall[MEMORY_RECOGNISING][0].now == schedule_recall(&remembering.schedule, row->memory, 1));
}

static void what_was_never_asked_is_not_known(void **state)
{
    struct scene *scene = *state;
    add(scene);
    plan(scene, 30);
    struct forecast forecast = forecast_make(&scene->arena, &scene->question);
    for (enum memory_skill skill = MEMORY_RECOGNISING; skill < MEMORY_SKILL_END; skill++) {
        assert_true(forecast.recall[skill][0].now == 0);
        assert_true(forecast.recall[skill][0].without == 0);
    }
    struct memory_row ready = remember_start(learner, STRING("test/set/ready"), MEMORY_PRODUCING);
    struct remembering remembering = remembering_make(&scene->tuning);
    assert_true(forecast_recall(&remembering.schedule, &ready, TODAY) == 0);
    assert_true(forecast_recall(&remembering.schedule, NULL, TODAY) == 0);
}

/* Always the same. */

static uint64_t bits_of(uint64_t hash, double value)
{
    uint64_t bits;
    memcpy(&bits, &value, sizeof bits);
    return (hash ^ bits) * 0x100000001b3u;
}

static uint64_t bits_of_forecast(struct scene *scene)
{
    struct forecast forecast = forecast_make(&scene->arena, &scene->question);
    uint64_t hash = 0xcbf29ce484222325u;
    for (size_t i = 0; i < forecast.day_count; i++)
        hash = bits_of(bits_of(hash, forecast.days[i].minutes), forecast.days[i].review_count);
    for (enum memory_skill skill = MEMORY_RECOGNISING; skill < MEMORY_SKILL_END; skill++) {
        for (size_t i = 0; i < forecast.exercise_count * FORECAST_COURSES; i++)
            hash = bits_of(hash, forecast.recall[skill][i / FORECAST_COURSES].on_the_day[i % FORECAST_COURSES]);
    }
    return hash;
}

static void the_same_seed_gives_the_same_bits_everywhere(void **state)
{
    struct scene *scene = *state;
    add_many(scene, 30);
    for (size_t i = 0; i < 10; i++)
        add_row(scene, add(scene), TODAY - (int32_t)i, i % 3 == 0 ? MEMORY_AGAIN : MEMORY_EASY);
    plan(scene, 45);
    uint64_t bits = bits_of_forecast(scene);
    assert_true(bits == bits_of_forecast(scene));
    assert_int_equal(bits, GOLDEN_BITS);
    scene->question.seed++;
    assert_true(bits != bits_of_forecast(scene));
}

static void an_exercise_more_leaves_the_others_as_they_are(void **state)
{
    struct scene *scene = *state;
    for (size_t i = 0; i < 5; i++)
        add_row(scene, add(scene), TODAY - 3, MEMORY_GOOD);
    plan(scene, 40);
    struct forecast before = forecast_make(&scene->arena, &scene->question);
    add(scene);
    struct forecast after = forecast_make(&scene->arena, &scene->question);
    for (size_t i = 0; i < 5; i++)
        assert_memory_equal(before.recall[MEMORY_RECOGNISING][i].on_the_day,
                            after.recall[MEMORY_RECOGNISING][i].on_the_day, FORECAST_COURSES * sizeof(double));
}

/* New ones. */

static void all_that_is_new_is_begun_in_even_parts_in_two_thirds_of_the_days(void **state)
{
    static const int32_t days[] = { 1, 2, 3, 7, 30, 90 };
    struct scene *scene = *state;
    add_many(scene, 20);
    for (size_t i = 0; i < sizeof days / sizeof *days; i++) {
        int32_t span = (days[i] * 2 + 2) / 3, most = 20 / span + 1;
        double sum = 0;
        plan(scene, days[i]);
        struct forecast forecast = forecast_make(&scene->arena, &scene->question);
        assert_int_equal(forecast.day_count, days[i]);
        for (int32_t day = 0; day < days[i]; day++) {
            sum += forecast.days[day].new_count;
            assert_true(day < span || forecast.days[day].new_count == 0);
            assert_true(forecast.days[day].new_count <= most);
        }
        assert_true(sum == 20);
    }
}

static void what_was_begun_today_is_part_of_todays(void **state)
{
    struct scene *scene = *state;
    add_many(scene, 28);
    plan(scene, 15);
    assert_true(forecast_make(&scene->arena, &scene->question).days[0].new_count == 3);
    scene->question.exercise_count = 26; /* two of them are no longer new */
    scene->question.begun_today_count = 2;
    struct forecast forecast = forecast_make(&scene->arena, &scene->question);
    assert_true(forecast.days[0].new_count == 1);
    assert_true(forecast.days[1].new_count == 3);
    scene->question.begun_today_count = 12; /* ahead of the plan: it catches up later */
    assert_true(forecast_make(&scene->arena, &scene->question).days[0].new_count == 0);
}

/* What there is to do. */

static void every_answer_takes_its_time(void **state)
{
    struct scene *scene = *state;
    add_row(scene, add(scene), TODAY - 1, MEMORY_GOOD);
    scene->exercises[0].can_be_produced = false;
    plan(scene, 40);
    struct forecast once = forecast_make(&scene->arena, &scene->question);
    scene->exercises[0].minutes[MEMORY_RECOGNISING].again = 2.5;
    struct forecast longer = forecast_make(&scene->arena, &scene->question);
    double reviews = 0;
    for (size_t i = 0; i < once.day_count; i++) {
        reviews += once.days[i].review_count;
        assert_true(once.days[i].review_count <= 1);
        assert_true(once.days[i].minutes >= once.days[i].review_count);
        assert_float_equal((float)longer.days[i].minutes, (float)(2.5 * once.days[i].minutes), 1e-6F);
    }
    assert_true(reviews > 1);
}

static void a_first_answer_takes_its_own_time(void **state)
{
    struct scene *scene = *state;
    add_many(scene, 4);
    plan(scene, 2);
    for (size_t i = 0; i < 4; i++) {
        scene->exercises[i].minutes[MEMORY_RECOGNISING] = (struct forecast_minutes){ .first = 7 };
        scene->exercises[i].can_be_produced = false;
    }
    struct forecast forecast = forecast_make(&scene->arena, &scene->question);
    assert_true(forecast.days[0].minutes == 14);
    assert_true(forecast.days[1].minutes == 14);
}

static void nothing_is_produced_without_points(void **state)
{
    struct scene *scene = *state;
    add_many(scene, 10);
    for (size_t i = 0; i < 10; i++)
        scene->exercises[i].can_be_produced = i >= 5;
    plan(scene, 60);
    struct forecast forecast = forecast_make(&scene->arena, &scene->question);
    for (size_t i = 0; i < 10; i++) {
        double produced = mean(forecast.recall[MEMORY_PRODUCING][i].on_the_day);
        assert_true(i >= 5 ? produced > 0.5 : produced == 0);
    }
}

static void what_is_overdue_is_asked_today(void **state)
{
    struct scene *scene = *state;
    for (size_t i = 0; i < 8; i++)
        add_row(scene, add(scene), TODAY - 100, MEMORY_GOOD);
    plan(scene, 10);
    struct forecast forecast = forecast_make(&scene->arena, &scene->question);
    assert_true(forecast.days[0].review_count == 8);
    assert_true(forecast.days[0].new_count == 0);
}

static void one_exercise_is_asked_in_one_way_a_day_producing_first(void **state)
{
    struct scene *scene = *state;
    struct forecast_exercise *exercise = add(scene);
    struct remembering remembering = remembering_make(&scene->tuning);
    struct memory_row producing = remember_start(learner, exercise->id, MEMORY_PRODUCING);
    remember_ready(&remembering, &producing, noon_of(TODAY - 1));
    add_row(scene, exercise, TODAY - 50, MEMORY_GOOD);
    exercise->skills[MEMORY_PRODUCING] = &producing;
    plan(scene, 10);
    struct forecast forecast = forecast_make(&scene->arena, &scene->question);
    assert_true(forecast.days[0].review_count == 1);
    assert_true(forecast.days[0].minutes >= 3); /* aloud */
    assert_true(forecast.days[1].minutes >= 1);
}

/* What is remembered. */

static void more_days_leave_no_less(void **state)
{
    static const int32_t days[] = { 2, 4, 8, 16, 32, 64, 128 };
    struct scene *scene = *state;
    add_many(scene, EXERCISES_MAX);
    for (enum memory_skill skill = MEMORY_RECOGNISING; skill < MEMORY_SKILL_END; skill++) {
        double before = 0;
        for (size_t i = 0; i < sizeof days / sizeof *days; i++) {
            plan(scene, days[i]);
            double now = share_of_all(scene, skill).on_the_day;
            assert_true(now >= before - 0.01); /* chance */
            before = now;
        }
        assert_true(before > 0.9);
    }
}

static void who_follows_the_plan_knows_more_than_who_stops(void **state)
{
    struct scene *scene = *state;
    for (size_t i = 0; i < 30; i++)
        add_row(scene, add(scene), TODAY - (int32_t)(i % 10), i % 2 == 0 ? MEMORY_AGAIN : MEMORY_GOOD);
    plan(scene, 30);
    struct forecast forecast = forecast_make(&scene->arena, &scene->question);
    for (size_t i = 0; i < 30; i++) {
        const struct forecast_recall *recall = &forecast.recall[MEMORY_RECOGNISING][i];
        assert_true(mean(recall->on_the_day) > recall->without);
    }
}

/* Shares. */

static struct forecast_share share_of(struct scene *scene, double first, double second)
{
    struct forecast forecast = { .exercise_count = 2 };
    struct forecast_recall *recall = ARENA_NEW_MANY(&scene->arena, 2, struct forecast_recall);
    double *courses = ARENA_NEW_MANY(&scene->arena, 2 * (size_t)FORECAST_COURSES, double);
    for (size_t i = 0; i < FORECAST_COURSES; i++) { /* 1, 2, ... hundredths, in no order; and always none */
        courses[i] = (double)(i * 7 % FORECAST_COURSES + 1) / 100;
        courses[FORECAST_COURSES + i] = 0;
    }
    recall[0] = (struct forecast_recall){ .now = 0.5, .without = 0.25, .on_the_day = courses };
    recall[1] = (struct forecast_recall){ .now = 1, .without = 0.5, .on_the_day = courses + FORECAST_COURSES };
    forecast.recall[MEMORY_RECOGNISING] = recall;
    return forecast_share(&forecast, MEMORY_RECOGNISING, (const double[]){ first, second });
}

/* Chances are a tenth to be outside; of 800 courses that are none of those that made the ranges, so many. */
static void nine_of_ten_other_courses_end_within_the_range(void **state)
{
    struct scene *scene = *state;
    int inside = 0;
    add_many(scene, 20);
    plan(scene, 20);
    for (uint64_t seed = 0; seed < 20; seed++) {
        scene->question.seed = 100 + seed;
        struct forecast_share share = share_of_all(scene, MEMORY_PRODUCING);
        scene->question.seed = 200 + seed;
        struct forecast other = forecast_make(&scene->arena, &scene->question);
        for (size_t course = 0; course < FORECAST_COURSES; course++) {
            double end = 0;
            for (size_t i = 0; i < 20; i++)
                end += other.recall[MEMORY_PRODUCING][i].on_the_day[course] / 20;
            inside += end >= share.low && end <= share.high;
        }
    }
    assert_in_range(inside, 690, 750);
}

static void one_course_at_each_end_is_left_out(void **state)
{
    struct forecast_share share = share_of(*state, 1, 0);
    assert_float_equal((float)share.low, 0.02F, 1e-6F); /* 1 and 40 are left out */
    assert_float_equal((float)share.high, 0.39F, 1e-6F);
    assert_float_equal((float)share.on_the_day, 0.205F, 1e-6F);
}

static void an_exercise_counts_by_its_weight(void **state)
{
    struct forecast_share share = share_of(*state, 1, 3);
    assert_float_equal((float)share.now, 0.875F, 1e-6F);
    assert_float_equal((float)share.without, 0.4375F, 1e-6F);
    assert_float_equal((float)share.on_the_day, 0.205F / 4, 1e-6F);
    share = share_of(*state, 2, 0);
    assert_float_equal((float)share.now, 0.5F, 1e-6F);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)
    const struct CMUnitTest tests[] = {
        TEST(without_practice_recall_follows_the_curve),
        TEST(what_was_practised_today_counts_as_it_is_tomorrow),
        TEST(what_was_never_asked_is_not_known),
        TEST(the_same_seed_gives_the_same_bits_everywhere),
        TEST(an_exercise_more_leaves_the_others_as_they_are),
        TEST(all_that_is_new_is_begun_in_even_parts_in_two_thirds_of_the_days),
        TEST(what_was_begun_today_is_part_of_todays),
        TEST(every_answer_takes_its_time),
        TEST(a_first_answer_takes_its_own_time),
        TEST(nothing_is_produced_without_points),
        TEST(what_is_overdue_is_asked_today),
        TEST(one_exercise_is_asked_in_one_way_a_day_producing_first),
        TEST(more_days_leave_no_less),
        TEST(who_follows_the_plan_knows_more_than_who_stops),
        TEST(nine_of_ten_other_courses_end_within_the_range),
        TEST(one_course_at_each_end_is_left_out),
        TEST(an_exercise_counts_by_its_weight),
    };
    return cmocka_run_group_tests_name("forecast", tests, NULL, NULL);
}
