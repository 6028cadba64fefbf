#include "bench/learner.h"

#include "base/number.h"
#include "core/schedule.h"

const double learner_parameters[SCHEDULE_PARAMETER_COUNT] = {
    0.35, 1.10, 3.40, 11.0, 6.60, 0.75, 2.60, 0.012, 1.65, 0.13, 0.92,
    1.75, 0.09, 0.31, 1.45, 0.42, 2.20, 0.62, 0.20,  0.12, 0.24,
};

/* Of grades 1 to 4. The first two are what fsrs-rs simulates by default. */
static const double first_grades[] = { 0.24, 0.094, 0.495, 0.171 };
static const double right_grades[] = { 0, 0.15, 0.75, 0.1 };
static const double repeat_grades[] = { 0.12, 0.08, 0.77, 0.03 };

#define REPEATS_MAX   4
#define REPEAT        0.8  /* that a lapse is repeated on its day */
#define SECOND_LOOK   0.5  /* that what was new, and hard or good, is */
#define SPREAD        0.25 /* of the logarithm of the days that the learner waits */
#define LATE          0.15
#define LATE_DAYS     3.0
#define DAY_COUNT_MAX 40000

struct card {
    struct memory truth, guessed; /* as it is, and as a scheduler with the default parameters has it */
    int32_t last_day;
    uint32_t next; /* due on the same day; 0 for none, else its number and 1 */
};

struct practice {
    const struct learner *learner;
    struct arena *arena;
    struct random random;
    struct schedule truth, defaults;
    struct {
        struct card *items;
        size_t count, capacity;
    } cards;
    struct {
        struct review *items;
        size_t count, capacity;
    } reviews;
    uint32_t *due; /* by day, as card.next */
    size_t predicted_count;
};

double learner_uniform(struct random *random)
{
    return ((double)(random_next(random) >> 11) + 0.5) * 0x1p-53;
}

/* Marsaglia's polar method. */
double learner_normal(struct random *random)
{
    double u, v, square;
    do {
        u = 2 * learner_uniform(random) - 1;
        v = 2 * learner_uniform(random) - 1;
        square = u * u + v * v;
    } while (square >= 1 || square == 0);
    return u * number_square_root(-2 * number_log(square) / square);
}

static enum memory_grade draw_grade(struct random *random, const double shares[static 4])
{
    double u = learner_uniform(random);
    int grade = MEMORY_AGAIN;
    for (; grade < MEMORY_EASY && u >= shares[grade - 1]; grade++)
        u -= shares[grade - 1];
    return (enum memory_grade)grade;
}

static void answer(struct practice *practice, uint32_t number, int32_t day, enum memory_grade grade,
                   enum memory_grade known)
{
    struct card *card = &practice->cards.items[number];
    int32_t elapsed = card->truth.stability > 0 ? day - card->last_day : 0;
    card->truth = schedule_next(&practice->truth, card->truth, elapsed, known);
    card->guessed = schedule_next(&practice->defaults, card->guessed, elapsed, grade);
    card->last_day = day;
    practice->predicted_count += elapsed > 0;
    *LIST_ADD(practice->arena, &practice->reviews) =
        (struct review){ .memory = number, .day = day, .grade = (uint8_t)grade };
}

static void put_off(struct practice *practice, uint32_t number, int32_t day)
{
    struct card *card = &practice->cards.items[number];
    double days = card->guessed.stability * number_exp(SPREAD * learner_normal(&practice->random));
    if (learner_uniform(&practice->random) < LATE)
        days += -LATE_DAYS * number_log(learner_uniform(&practice->random));
    days = days < 1 ? 1 : days + 0.5;
    if (days < DAY_COUNT_MAX - day) {
        card->next = practice->due[day + (int32_t)days];
        practice->due[day + (int32_t)days] = number + 1;
    }
}

static void repeat(struct practice *practice, uint32_t number, int32_t day, enum memory_grade grade)
{
    for (int i = 0; i < REPEATS_MAX && grade == MEMORY_AGAIN && learner_uniform(&practice->random) < REPEAT; i++) {
        grade = draw_grade(&practice->random, repeat_grades);
        answer(practice, number, day, grade, grade);
    }
}

static void begin(struct practice *practice, int32_t day)
{
    uint32_t number = (uint32_t)practice->cards.count;
    LIST_ADD(practice->arena, &practice->cards);
    enum memory_grade grade = draw_grade(&practice->random, first_grades);
    answer(practice, number, day, grade, grade);
    if ((grade == MEMORY_HARD || grade == MEMORY_GOOD) && learner_uniform(&practice->random) < SECOND_LOOK)
        answer(practice, number, day, MEMORY_GOOD, MEMORY_GOOD);
    repeat(practice, number, day, grade);
    put_off(practice, number, day);
}

static void look_again(struct practice *practice, uint32_t number, int32_t day)
{
    const struct card *card = &practice->cards.items[number];
    double recall = schedule_recall(&practice->truth, card->truth, day - card->last_day);
    bool is_known = learner_uniform(&practice->random) < recall;
    bool is_right = is_known || learner_uniform(&practice->random) < practice->learner->chance;
    enum memory_grade grade = is_right ? draw_grade(&practice->random, right_grades) : MEMORY_AGAIN;
    bool is_shown = is_known || practice->learner->guess == LEARNER_KNOWS;
    answer(practice, number, day, grade, is_shown ? grade : MEMORY_AGAIN);
    repeat(practice, number, day, grade);
    put_off(practice, number, day);
}

struct review_log learner_practise(struct arena *arena, const struct learner *learner)
{
    struct practice practice = {
        .learner = learner,
        .arena = arena,
        .random = random_from(learner->seed),
        .truth = schedule_make(learner->parameters, SCHEDULE_RETENTION_DEFAULT, SCHEDULE_DAYS_MAX),
        .defaults = schedule_make(schedule_parameters_default, SCHEDULE_RETENTION_DEFAULT, SCHEDULE_DAYS_MAX),
        .due = ARENA_NEW_MANY(arena, DAY_COUNT_MAX, uint32_t),
    };
    for (int32_t day = 0; day < DAY_COUNT_MAX && practice.predicted_count < learner->predicted_count; day++) {
        for (uint32_t due = practice.due[day], next; due > 0 && practice.predicted_count < learner->predicted_count;
             due = next) {
            next = practice.cards.items[due - 1].next;
            look_again(&practice, due - 1, day);
        }
        for (uint32_t i = 0; i < learner->new_a_day && practice.predicted_count < learner->predicted_count; i++)
            begin(&practice, day);
    }
    return (struct review_log){ .reviews = practice.reviews.items,
                                .count = practice.reviews.count,
                                .memory_count = (uint32_t)practice.cards.count };
}
