/* A year of one learner, day by day: late evenings across midnight and four in the morning, both changes of the clocks,
 * a journey to the east and one to the west, days without practice, an interview. Nothing is due twice, nothing is
 * lost, and what was believed and wrong comes first. */
#include "app/plan.h"
#include "app/review.h"
#include "base/random.h"
#include "core/remember.h"
#include "world.h"

#define EXERCISES     12
#define SETS          2
#define FIRST_DAY     20454 /* 2026-01-01 */
#define DAY_SECONDS   86400
#define ASKED_MAX     400 /* in one sitting: more would never end */
#define INTERVIEW_DAY 250
#define PLANNED_DAY   215

struct learning {
    struct world *world;
    struct random random;
    struct schedule schedule;
    int day; /* of the year */
    int64_t at;
    int32_t asked_days[SETS * EXERCISES][MEMORY_SKILL_END]; /* the local day on which it was asked last, being steady */
    size_t asked_count, mistaken_count, produced_count, begun_count;
};

/* Central Europe, summer time from 2026-03-29 01:00 UTC to 2026-10-25 01:00 UTC; away for two weeks each. */
static int16_t offset_of(const struct learning *learning)
{
    static const struct {
        int64_t from;
        int16_t offset_minutes;
    } zones[] = {
        { INT64_MIN, 60 },                                    /* at home */
        { 1774746000, 120 },                                  /* summer time */
        { (FIRST_DAY + 120) * INT64_C(86400) + 50000, 540 },  /* Tokyo */
        { (FIRST_DAY + 134) * INT64_C(86400) + 50000, 120 },  /* and back */
        { (FIRST_DAY + 180) * INT64_C(86400) + 50000, -420 }, /* San Francisco */
        { (FIRST_DAY + 194) * INT64_C(86400) + 50000, 120 },  /* and back */
        { 1792890000, 60 },                                   /* winter time */
    };
    int16_t offset = 0;
    for (size_t i = 0; i < sizeof zones / sizeof *zones; i++)
        if (learning->at >= zones[i].from)
            offset = zones[i].offset_minutes;
    return offset;
}

static struct moment now(const struct learning *learning)
{
    return (struct moment){ .at = learning->at, .offset_minutes = offset_of(learning) };
}

static int32_t today(const struct learning *learning)
{
    return time_local_day(now(learning));
}

static uint64_t die(struct learning *learning, uint64_t sides)
{
    return random_below(&learning->random, sides);
}

static struct review_outlook look(struct learning *learning)
{
    struct world *world = learning->world;
    struct review_outlook outlook;
    assert_status(review_look(&world->learner, &world->arena, now(learning), &outlook, &world->failure), STATUS_OK);
    return outlook;
}

/* Who is asked: as likely to know it as the model says, and at times sure of what is wrong. */

static double chance(struct learning *learning)
{
    return (double)die(learning, 1000000) / 1000000;
}

static bool does_know(struct learning *learning, const struct memory_row *row)
{
    double recall = row->review_count == 0
                        ? 0.6
                        : schedule_recall(&learning->schedule, row->memory,
                                          today(learning) > row->last_day ? today(learning) - row->last_day : 0);
    return chance(learning) < recall;
}

static void choose(struct learning *learning, const struct practice *practice, size_t step, bool knows)
{
    static const enum sureness surenesses[] = { SURE_GUESS, SURE_FAIRLY, SURE_YES, SURE_YES, SURE_UNSAID };
    struct world *world = learning->world;
    struct practice_step state;
    enum sureness sureness = surenesses[die(learning, 5)];
    struct practice_answer answer = { .place = world_place(practice, step, knows ? "best" : "wrong"),
                                      .is_dont_know = !knows && die(learning, 3) == 0,
                                      .sureness = sureness,
                                      .took_ms = 20000,
                                      .now = now(learning) };
    learning->mistaken_count += !knows && !answer.is_dont_know && sureness == SURE_YES;
    assert_status(practice_answer(&world->learner, &world->arena, practice, step, &answer, &state, &world->failure),
                  STATUS_OK);
}

static void tick(struct learning *learning, const struct practice *practice, bool knows)
{
    struct world *world = learning->world;
    struct practice_step state;
    struct practice_ticks ticks = { .places = knows ? 3 : (point_mask)die(learning, 2),
                                    .took_ms = 60000,
                                    .now = now(learning) };
    learning->produced_count++;
    assert_status(practice_tick(&world->learner, &world->arena, practice, 0, &ticks, &state, &world->failure),
                  STATUS_OK);
}

/* What must hold whenever something is asked. */

static size_t number_of(const struct learning *learning, const struct review_item *item)
{
    return (item->set == learning->world->library.sets[0] ? 0 : EXERCISES) + item->exercise;
}

static void assert_is_due_and_not_twice(struct learning *learning, const struct review_outlook *outlook)
{
    const struct review_item *item = &outlook->items[0];
    const struct memory_row *row = &item->row;
    int32_t *days = learning->asked_days[number_of(learning, item)];
    assert_true(row->due_day <= today(learning));
    assert_true(row->due_at <= learning->at);
    for (size_t i = 0; i < outlook->item_count; i++) /* wrong and sure first, then what is in its steps */
        assert_true(row->urgency <= outlook->items[i].row.urgency);
    if (row->urgency != MEMORY_STEADY)
        return;
    assert_true(today(learning) > row->last_day); /* never on the day on which it was answered */
    assert_true(today(learning) > days[item->skill]);
    assert_true(today(learning) > days[MEMORY_RECOGNISING + MEMORY_PRODUCING - item->skill]); /* nor in the other way */
    days[item->skill] = today(learning);
}

static void review_first(struct learning *learning, const struct review_outlook *outlook)
{
    struct world *world = learning->world;
    const struct review_item *item = &outlook->items[0];
    struct practice practice;
    assert_status(review_begin(&world->learner, &world->arena, item, die(learning, 1000000), now(learning), &practice,
                               &world->failure),
                  STATUS_OK);
    bool knows = does_know(learning, &item->row);
    if (item->skill == MEMORY_PRODUCING)
        tick(learning, &practice, knows);
    else
        choose(learning, &practice, 0, knows);
    learning->asked_count++;
}

/* Until nothing is left; steps that come in minutes are waited for while the sitting lasts. */
static void review_all(struct learning *learning)
{
    int asked = 0;
    for (;;) {
        struct review_outlook outlook = look(learning);
        if (outlook.item_count > 0) {
            assert_true(++asked < ASKED_MAX);
            assert_is_due_and_not_twice(learning, &outlook);
            review_first(learning, &outlook);
        } else {
            assert_int_equal(outlook.due_count, 0); /* nothing is lost */
            if (!outlook.has_next || outlook.next.row.due_at == 0 || outlook.next.row.due_at > learning->at + 1200)
                return;
            learning->at = outlook.next.row.due_at;
        }
        learning->at += 45;
    }
}

/* Two new exercises. */
static void practise_new(struct learning *learning)
{
    struct world *world = learning->world;
    struct practice practice;
    if (learning->begun_count >= SETS * EXERCISES)
        return;
    size_t set = learning->begun_count / EXERCISES, first = learning->begun_count % EXERCISES;
    const size_t exercises[] = { first, first + 1 };
    assert_status(practice_begin(&world->learner, &world->arena, world->library.sets[set], exercises, 2,
                                 die(learning, 1000000), now(learning), &practice, &world->failure),
                  STATUS_OK);
    for (size_t step = 0; step < 2; step++) {
        choose(learning, &practice, step, die(learning, 2) == 0);
        learning->asked_days[learning->begun_count++][MEMORY_RECOGNISING] = INT32_MIN;
    }
}

/* When today's sitting begins, in seconds UTC: mornings, evenings, across midnight, and across four in the morning. */
static int64_t sitting_of(struct learning *learning)
{
    static const int hours[] = { 8, 19, 23, 27 }; /* 27 is three in the morning of the day after */
    int64_t local = (int64_t)(FIRST_DAY + learning->day) * DAY_SECONDS + hours[die(learning, 4)] * 3600 +
                    (int64_t)die(learning, 60) * 60;
    learning->at = local - 3600; /* about then; travellers take the hour as it comes */
    return local - (int64_t)offset_of(learning) * 60;
}

static void plan(struct learning *learning)
{
    struct world *world = learning->world;
    struct plan made = { .has_interview = true, .interview_day = FIRST_DAY + INTERVIEW_DAY };
    assert_status(plan_set(&world->learner, &made, now(learning), &world->failure), STATUS_OK);
}

/* On the day itself everything steady is remembered: it was looked at in time. */
struct interview {
    const struct learning *learning;
    double recall_sum;
    size_t count;
};

static enum status ask(const struct memory_row *row, void *context)
{
    struct interview *interview = context;
    if (row->review_count == 0)
        return STATUS_OK;
    interview->recall_sum +=
        schedule_recall(&interview->learning->schedule, row->memory, FIRST_DAY + INTERVIEW_DAY - row->last_day);
    interview->count++;
    return STATUS_OK;
}

static enum status ask_all(struct transaction *transaction, void *context)
{
    struct interview *interview = context;
    return transaction_memory_walk(transaction, interview->learning->world->learner.id, STRING(""), ask, interview,
                                   NULL);
}

static void assert_ready(const struct learning *learning)
{
    struct interview interview = { .learning = learning };
    assert_status(store_read(learning->world->store, ask_all, &interview, NULL), STATUS_OK);
    assert_true(interview.count > SETS * EXERCISES);
    assert_true(interview.recall_sum / (double)interview.count >= 0.93);
}

static void live_a_day(struct learning *learning)
{
    int64_t before = learning->at, at = sitting_of(learning);
    bool is_away = die(learning, 9) == 0 && (learning->day < PLANNED_DAY || learning->day > INTERVIEW_DAY);
    learning->at = at > before ? at : before; /* sittings do not overlap */
    if (is_away)
        return;
    if (learning->day == INTERVIEW_DAY)
        assert_ready(learning);
    review_all(learning);
    if (learning->day % 2 == 0)
        practise_new(learning);
    if (learning->day == PLANNED_DAY)
        plan(learning);
}

static void assert_rebuilt(struct world *world)
{
    struct rebuild_result result;
    struct string before = world_rows(&world->arena, world->store, &world->learner.id, 1);
    assert_status(progress_rebuild(world->store, &world->library, NULL, NULL, &result, &world->failure), STATUS_OK);
    assert_true(string_equal(world_rows(&world->arena, world->store, &world->learner.id, 1), before));
}

static void use_sets(struct world *world)
{
    static char ids[EXERCISES][8];
    struct world_exercise exercises[EXERCISES];
    for (size_t i = 0; i < EXERCISES; i++) {
        snprintf(ids[i], sizeof ids[i], "e%zu", i);
        exercises[i] = (struct world_exercise){ ids[i], NULL, "first" };
    }
    const struct set *sets[SETS] = { world_set(&world->arena, "left", NULL, exercises, EXERCISES),
                                     world_set(&world->arena, "right", NULL, exercises, EXERCISES) };
    world->library = world_library(&world->arena, sets, SETS);
}

static struct learning live(struct world *world, uint64_t seed, int days)
{
    struct learning learning = {
        .world = world,
        .random = random_from(seed),
        .schedule = schedule_make(schedule_parameters_default, REMEMBER_RETENTION, SCHEDULE_DAYS_MAX),
    };
    use_sets(world);
    for (; learning.day < days; learning.day++)
        live_a_day(&learning);
    assert_rebuilt(world);
    return learning;
}

static void in_a_year_nothing_is_due_twice_and_nothing_is_lost(void **state)
{
    struct learning learning = live(*state, 2026, 365);
    assert_int_equal(learning.begun_count, SETS * EXERCISES);
    assert_true(learning.asked_count > 300);
    assert_true(learning.produced_count > 50);
    assert_true(learning.mistaken_count >= 5);
}

static void another_learner_fares_as_well(void **state)
{
    struct learning learning = live(*state, 7, 365);
    assert_true(learning.asked_count > 300);
}

static void a_month_on_a_disk_is_like_one_in_memory(void **state)
{
    struct learning learning = live(*state, 3, 25);
    assert_true(learning.asked_count > 50);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        ON_MEMORY(in_a_year_nothing_is_due_twice_and_nothing_is_lost),
        ON_MEMORY(another_learner_fares_as_well),
        ON_BOTH(a_month_on_a_disk_is_like_one_in_memory),
    };
    return cmocka_run_group_tests_name("year", tests, NULL, NULL);
}
