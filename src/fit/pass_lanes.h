/* pass_lanes: the passes of fit/pass.h for a vector unit of LANES single-precision numbers. A template:
 * pass_baseline.c, pass_avx2.c and pass_avx512.c each include it once, with LANES and PASS_PATH defined.
 *
 * Knows the recurrence and its derivatives by hand, in reverse. A block's lanes are worked on four vectors at a time,
 * so that some compute while others wait for their logarithms. Every width does the same operations on each lane, and
 * lanes are added up in one order, so the results have the same bits whatever the unit. That takes -ffp-contract=off,
 * and rules out -ffast-math (which would fold away the rounding in lanes_exp_less besides). */
#include <string.h>

#include "core/schedule.h"
#include "fit/pass.h"
#include "fit/pass_constants.h"
#include "model/memory.h"

typedef float lanes __attribute__((vector_size(LANES * 4)));
typedef int32_t lanes_whole __attribute__((vector_size(LANES * 4)));
typedef double lanes_double __attribute__((vector_size(LANES * 8)));

#define STREAMS 4 /* vectors worked on at a time */
#define INLINE  static inline __attribute__((always_inline))

/* The leaves. ---------------------------------------------------------------------------------------------- */

INLINE lanes lanes_of(float value)
{
    return value - (lanes){ 0 };
}

INLINE lanes_whole lanes_bits(lanes values)
{
    return (lanes_whole)values;
}

/* Where mask is all ones, a; where it is zero, b. */
INLINE lanes lanes_select(lanes_whole mask, lanes a, lanes b)
{
    return (lanes)((mask & (lanes_whole)a) | (~mask & (lanes_whole)b));
}

INLINE lanes lanes_where(lanes_whole mask, lanes a)
{
    return (lanes)(mask & (lanes_whole)a);
}

INLINE lanes lanes_at_least(lanes values, float low)
{
    return lanes_select(values > low, values, lanes_of(low));
}

INLINE lanes lanes_at_most(lanes values, lanes high)
{
    return lanes_select(values < high, values, high);
}

INLINE lanes lanes_load(const float *from)
{
    lanes values;
    memcpy(&values, from, sizeof values);
    return values;
}

INLINE void lanes_store(float *to, lanes values)
{
    memcpy(to, &values, sizeof values);
}

/* e^x - less, |x| < 80, less 0 or 1: near 0 nothing of e^x - 1 is lost. x is n ln 2 + r; of r the polynomial of Cephes'
 * expf (S. Moshier), within 2 units of the last place. */
INLINE lanes lanes_exp_less(lanes x, lanes less)
{
    lanes rounded = x * 1.44269504088896341F + 0x1.8p23F; /* no bits behind the point are left */
    lanes_whole n = lanes_bits(rounded) - 0x4b400000;
    lanes whole = rounded - 0x1.8p23F;
    lanes r = (x - whole * 0.693359375F) + whole * 2.12194440e-4F, square = r * r;
    lanes low = 5.0000001201e-1F + 1.6666665459e-1F * r, middle = 4.1665795894e-2F + 8.3334519073e-3F * r;
    lanes high = 1.3981999507e-3F + 1.9875691500e-4F * r;
    lanes grown = r + square * (low + square * (middle + square * high));
    lanes scale = (lanes)((n + 127) << 23);
    return (scale - less) + scale * grown;
}

/* The natural logarithm of a positive normal x, within 2 units of the last place: the polynomial of Cephes' logf. */
INLINE lanes lanes_log(lanes x)
{
    lanes_whole moved = lanes_bits(x) - 0x3f3504f3; /* the root of a half */
    lanes_whole exponent = moved >> 23;
    lanes e = __builtin_convertvector(exponent, lanes);
    lanes r = (lanes)((moved & 0x7fffff) + 0x3f3504f3) - 1.0F, square = r * r, fourth = square * square;
    lanes a = 3.3333331174e-1F - 2.4999993993e-1F * r, b = 2.0000714765e-1F - 1.6668057665e-1F * r;
    lanes c = 1.4249322787e-1F - 1.2420140846e-1F * r, d = 1.1676998740e-1F - 1.1514610310e-1F * r;
    lanes series = (a + square * b) + fourth * ((c + square * d) + fourth * 7.0376836292e-2F);
    lanes small = square * r * series - e * 2.12194440e-4F;
    return e * 0.693359375F + (r + (small - 0.5F * square));
}

/* One review. ---------------------------------------------------------------------------------------------- */

/* The constants that the recurrence uses, as floats. */
struct model {
    float decay, factor, difficulty_step, difficulty_kept, difficulty_pull_share;
    float growth, hard, easy, by_stability, by_recall;
    float lapse, lapse_by_difficulty, lapse_by_stability, lapse_by_recall, lapse_cap;
    float same_day, same_day_shift, same_day_by_stability;
};

INLINE struct model model_make(const struct pass_constants *constants)
{
    const double *w = constants->w;
    return (struct model){
        .decay = (float)w[20],
        .factor = (float)constants->factor,
        .difficulty_step = (float)constants->difficulty_step,
        .difficulty_kept = (float)(1 - w[7]),
        .difficulty_pull_share = (float)(w[7] * constants->difficulty_pull),
        .growth = (float)constants->growth,
        .hard = (float)w[15],
        .easy = (float)w[16],
        .by_stability = (float)w[9],
        .by_recall = (float)w[10],
        .lapse = (float)w[11],
        .lapse_by_difficulty = (float)w[12],
        .lapse_by_stability = (float)w[13],
        .lapse_by_recall = (float)w[14],
        .lapse_cap = (float)constants->lapse_cap,
        .same_day = (float)w[17],
        .same_day_shift = (float)w[18],
        .same_day_by_stability = (float)w[19],
    };
}

/* What a review is, and which way it goes. */
struct seen {
    lanes days, grade;
    lanes_whole is_right, is_hard, is_easy;
    lanes_whole on_same_day, lapses, grows; /* one of them */
};

INLINE struct seen see(const uint32_t *words)
{
    lanes_whole word;
    struct seen seen;
    memcpy(&word, words, sizeof word);
    lanes_whole days = word & BLOCK_DAYS, grade = word >> BLOCK_GRADE_SHIFT;
    seen.days = __builtin_convertvector(days, lanes);
    seen.grade = __builtin_convertvector(grade, lanes);
    seen.is_right = grade > MEMORY_AGAIN;
    seen.is_hard = grade == MEMORY_HARD;
    seen.is_easy = grade == MEMORY_EASY;
    seen.on_same_day = days == 0;
    seen.lapses = ~seen.on_same_day & ~seen.is_right;
    seen.grows = ~seen.on_same_day & seen.is_right;
    return seen;
}

/* What the way back needs of the way forward, for one vector of one review. */
struct trail {
    lanes stability, difficulty; /* before it */
    lanes forgotten;             /* 1 - R */
    lanes log_time, inverse;     /* of 1 + F t / S: its logarithm, and 1 by it */
    lanes log_base;              /* of S, or of S + 1 where it lapses */
    lanes power;                 /* that to its exponent: S^-w9, (S+1)^w13 - 1, or the factor of the same day */
    lanes rise;                  /* e^(w10 (1-R)) - 1, or D^-w12 e^(w14 (1-R)) */
    lanes log_difficulty;
};

#define TRAIL_FLOATS (sizeof(struct trail) / sizeof(float))

/* The stages of a review's way forward. Each goes over some vectors before the next stage begins: what a processor
 * looks ahead is less than one vector's whole way, which waits for three logarithms and exponentials one after another.
 */
struct ahead {
    struct seen seen;
    lanes time, rest; /* 1 + F t / S, and what the addition lost */
};

INLINE void stage_time(const struct model *model, const uint32_t *words, struct ahead *ahead, struct trail *trail)
{
    ahead->seen = see(words);
    lanes x = model->factor * ahead->seen.days / trail->stability;
    ahead->time = 1.0F + x;
    ahead->rest = x - (ahead->time - 1.0F);
    trail->inverse = 1.0F / ahead->time;
    trail->log_difficulty = lanes_log(trail->difficulty);
}

INLINE void stage_logs(const struct ahead *ahead, struct trail *trail)
{
    trail->log_time = lanes_log(ahead->time) + ahead->rest * trail->inverse;
    trail->log_base = lanes_log(trail->stability + lanes_where(ahead->seen.lapses, lanes_of(1)));
}

INLINE void stage_powers(const struct model *model, const struct ahead *ahead, struct trail *trail)
{
    const struct seen *seen = &ahead->seen;
    trail->forgotten = -lanes_exp_less(-model->decay * trail->log_time, lanes_of(1));
    lanes exponent = lanes_select(seen->lapses, lanes_of(model->lapse_by_stability), lanes_of(-model->by_stability));
    exponent = lanes_select(seen->on_same_day, lanes_of(-model->same_day_by_stability), exponent);
    lanes shift = model->same_day * (seen->grade - 3.0F + model->same_day_shift);
    lanes power = exponent * trail->log_base + lanes_where(seen->on_same_day, shift);
    trail->power = lanes_exp_less(power, lanes_where(seen->lapses, lanes_of(1)));
}

INLINE void stage_rise(const struct model *model, const struct ahead *ahead, struct trail *trail)
{
    lanes_whole lapses = ahead->seen.lapses;
    lanes by_recall = lanes_select(lapses, lanes_of(model->lapse_by_recall), lanes_of(model->by_recall));
    lanes eased = lanes_where(lapses, model->lapse_by_difficulty * trail->log_difficulty);
    trail->rise = lanes_exp_less(by_recall * trail->forgotten - eased, lanes_where(~lapses, lanes_of(1)));
}

INLINE lanes stage_stability(const struct model *model, const struct ahead *ahead, const struct trail *trail)
{
    const struct seen *seen = &ahead->seen;
    lanes s = trail->stability;
    lanes same = lanes_select(seen->is_right, lanes_at_least(trail->power, 1), trail->power);
    lanes lapsed = lanes_at_most(model->lapse * trail->rise * trail->power, s * model->lapse_cap);
    lanes bonus = lanes_select(seen->is_hard, lanes_of(model->hard),
                               lanes_select(seen->is_easy, lanes_of(model->easy), lanes_of(1)));
    lanes growth = bonus * model->growth * (11.0F - trail->difficulty) * trail->power * trail->rise;
    lanes after = lanes_select(seen->lapses, lapsed, s * lanes_select(seen->on_same_day, same, 1.0F + growth));
    return lanes_at_most(lanes_at_least(after, (float)SCHEDULE_STABILITY_MIN), lanes_of((float)SCHEDULE_STABILITY_MAX));
}

#define DIFFICULTY_MIN 1.0F
#define DIFFICULTY_MAX 10.0F

INLINE lanes difficulty_moved(const struct model *model, lanes grade, lanes difficulty)
{
    return difficulty + model->difficulty_step * (grade - 3.0F) * (DIFFICULTY_MAX - difficulty);
}

INLINE lanes difficulty_after(const struct model *model, lanes grade, lanes difficulty)
{
    lanes after = model->difficulty_pull_share + model->difficulty_kept * difficulty_moved(model, grade, difficulty);
    return lanes_at_most(lanes_at_least(after, DIFFICULTY_MIN), lanes_of(DIFFICULTY_MAX));
}

/* By the grade of the first review; where there is none, as if it were easy. */
INLINE lanes by_grade(lanes grade, const float values[static 5])
{
    lanes above = lanes_select(grade == 3.0F, lanes_of(values[3]), lanes_of(values[4]));
    above = lanes_select(grade == 2.0F, lanes_of(values[2]), above);
    return lanes_select(grade == 1.0F, lanes_of(values[1]), above);
}

struct first {
    float stability[5], difficulty[5];
};

INLINE struct first first_make(const struct pass_constants *constants)
{
    struct first first = { .stability = { 0 } };
    for (int grade = MEMORY_AGAIN; grade <= MEMORY_EASY; grade++) {
        double d = constants->first_difficulty[grade];
        first.stability[grade] = (float)constants->w[grade - 1];
        first.difficulty[grade] = d < 1 ? DIFFICULTY_MIN : d > 10 ? DIFFICULTY_MAX : (float)d;
    }
    return first;
}

/* The memory after a vector's first review. */
INLINE void begin(const struct first *first, const uint32_t *words, lanes *stability, lanes *difficulty)
{
    lanes grade = see(words).grade;
    *stability = by_grade(grade, first->stability);
    *difficulty = by_grade(grade, first->difficulty);
}

/* What the log says. --------------------------------------------------------------------------------------- */

/* The likelihood of an answer, P = c + (1-c) R where it is right; above 0 also where nothing is predicted. */
INLINE lanes likelihood(struct seen seen, lanes unguessed, lanes forgotten)
{
    lanes wrong = unguessed * forgotten;
    return lanes_at_least(lanes_select(seen.is_right, 1.0F - wrong, wrong), 1e-30F);
}

/* Sums of a vector's memories, and later of their derivatives by parameter. */
struct slopes {
    lanes by[PARAMETERS];
    lanes by_factor; /* F, which depends on w20 */
    lanes by_pull;   /* w7 E, which depends on w4, w5 and w7 */
};

/* The state's part of the slope: what a little more of it, after the review, would change of all that comes later. */
struct adjoint {
    lanes stability, difficulty;
};

/* Where a value was brought within its bounds, a little more of it changes nothing. */
INLINE lanes unless_bound(lanes slope, lanes value, float low, float high)
{
    return lanes_where((value > low) & (value < high), slope);
}

INLINE void difficulty_back(const struct model *model, struct seen seen, const struct trail *trail, lanes slope,
                            struct slopes *slopes, struct adjoint *before)
{
    lanes centred = seen.grade - 3.0F, rest = DIFFICULTY_MAX - trail->difficulty;
    lanes kept = slope * model->difficulty_kept;
    slopes->by_pull += slope;
    slopes->by[7] -= slope * difficulty_moved(model, seen.grade, trail->difficulty);
    slopes->by[6] -= kept * centred * rest; /* a ninth, at the end */
    before->difficulty += kept * (1.0F - model->difficulty_step * centred);
}

/* Adds to the slope by 1 - R what the new stability owes to it. */
INLINE lanes stability_back(const struct model *model, struct seen seen, const struct trail *trail, lanes slope,
                            struct slopes *slopes, struct adjoint *before)
{
    lanes s = trail->stability, log_base = trail->log_base;

    /* grows: S' = S (1 + h e^w8 (11-D) S^-w9 rise) */
    lanes up = lanes_where(seen.grows, slope);
    lanes bonus = lanes_select(seen.is_hard, lanes_of(model->hard),
                               lanes_select(seen.is_easy, lanes_of(model->easy), lanes_of(1)));
    lanes level = model->growth * trail->power, room = 11.0F - trail->difficulty;
    lanes plain = up * s * level * room, growth = plain * trail->rise, total = growth * bonus;
    lanes recalled = plain * bonus * (trail->rise + 1.0F);
    slopes->by[8] += total;
    slopes->by[9] -= total * log_base;
    slopes->by[10] += recalled * trail->forgotten;
    slopes->by[15] += lanes_where(seen.is_hard, growth);
    slopes->by[16] += lanes_where(seen.is_easy, growth);
    lanes by_stability = up + level * room * bonus * trail->rise * (1.0F - model->by_stability) * up;
    lanes by_difficulty = -up * s * level * bonus * trail->rise;
    lanes by_forgotten = recalled * model->by_recall;

    /* lapses: S' = w11 rise ((S+1)^w13 - 1), or S e^(-w17 w18) where that is less */
    lanes left = trail->rise * trail->power, cap = s * model->lapse_cap;
    lanes_whole is_capped = seen.lapses & (model->lapse * left >= cap);
    lanes down = lanes_where(seen.lapses & ~is_capped, slope), capped = lanes_where(is_capped, slope * cap);
    lanes lost = down * left, scaled = model->lapse * lost;
    lanes steep = down * model->lapse * trail->rise * (trail->power + 1.0F);
    slopes->by[11] += lost;
    slopes->by[12] -= scaled * trail->log_difficulty;
    slopes->by[13] += steep * log_base;
    slopes->by[14] += scaled * trail->forgotten;
    by_stability += steep * model->lapse_by_stability / (s + 1.0F) + lanes_where(is_capped, slope * model->lapse_cap);
    by_difficulty -= scaled * model->lapse_by_difficulty / trail->difficulty;
    by_forgotten += scaled * model->lapse_by_recall;

    /* the same day: S' = S^(1-w19) e^(w17 (g-3+w18)), or S where that is less and the answer was right */
    lanes_whole stays = seen.on_same_day & seen.is_right & (trail->power < 1.0F);
    lanes moves = lanes_where(seen.on_same_day & ~stays, slope * trail->power), moved = moves * s;
    slopes->by[17] += moved * (seen.grade - 3.0F + model->same_day_shift) - capped * model->same_day_shift;
    slopes->by[18] += (moved - capped) * model->same_day;
    slopes->by[19] -= moved * log_base;
    by_stability += moves * (1.0F - model->same_day_by_stability) + lanes_where(stays, slope);

    before->stability += by_stability;
    before->difficulty += by_difficulty;
    return by_forgotten;
}

/* 1 - R = 1 - (1 + x)^-q, x = F t / S. */
INLINE void forgotten_back(const struct model *model, struct seen seen, const struct trail *trail, lanes slope,
                           struct slopes *slopes, struct adjoint *before)
{
    lanes recalled = slope * (1.0F - trail->forgotten);
    lanes by_time = recalled * model->decay * trail->inverse * seen.days / trail->stability; /* times F */
    slopes->by[20] += recalled * trail->log_time;
    slopes->by_factor += by_time;
    before->stability -= by_time * model->factor / trail->stability;
}

/* Backwards over one review that was not the first: after is the state after it, and its slope. */
INLINE void step_back(const struct model *model, const struct review_step *step, size_t lane, lanes unguessed,
                      const struct trail *trail, lanes *stability_after, lanes *difficulty_after,
                      struct adjoint *adjoint, struct slopes *slopes, lanes *loss)
{
    struct seen seen = see(step->words + lane);
    lanes weight = lanes_load(step->weights + lane);
    lanes chance = likelihood(seen, unguessed, trail->forgotten);
    *loss -= weight * lanes_log(chance);
    lanes missed = weight * unguessed / chance;
    lanes by_forgotten = lanes_select(seen.is_right, missed, -missed);
    struct adjoint before = { .stability = { 0 } };
    lanes by_stability = unless_bound(adjoint->stability, *stability_after, (float)SCHEDULE_STABILITY_MIN,
                                      (float)SCHEDULE_STABILITY_MAX);
    lanes by_difficulty = unless_bound(adjoint->difficulty, *difficulty_after, DIFFICULTY_MIN, DIFFICULTY_MAX);
    difficulty_back(model, seen, trail, by_difficulty, slopes, &before);
    by_forgotten += stability_back(model, seen, trail, by_stability, slopes, &before);
    forgotten_back(model, seen, trail, by_forgotten, slopes, &before);
    *adjoint = before;
    *stability_after = trail->stability;
    *difficulty_after = trail->difficulty;
}

/* The first review gives the memory its stability and difficulty. */
INLINE void first_back(const struct pass_constants *constants, const uint32_t *words, lanes difficulty,
                       struct adjoint adjoint, struct slopes *slopes)
{
    lanes grade = see(words).grade;
    float steep[5] = { 0 };
    for (int i = MEMORY_AGAIN; i <= MEMORY_EASY; i++) {
        slopes->by[i - 1] += lanes_where(grade == (float)i, adjoint.stability);
        steep[i] = (float)(constants->grade_growth[i] * (i - 1));
    }
    lanes slope = unless_bound(adjoint.difficulty, difficulty, DIFFICULTY_MIN, DIFFICULTY_MAX);
    slope = lanes_where(grade > 0.0F, slope);
    slopes->by[4] += slope;
    slopes->by[5] -= slope * by_grade(grade, steep);
}

/* What was put off: shares that are the same for all reviews. */
INLINE void slopes_end(const struct pass_constants *constants, struct slopes *slopes)
{
    const double *w = constants->w;
    float pulled = (float)w[7];
    slopes->by[4] += slopes->by_pull * pulled;
    slopes->by[5] -= slopes->by_pull * (float)(w[7] * 3 * constants->grade_growth[MEMORY_EASY]);
    slopes->by[6] = slopes->by[6] * (float)(1.0 / 9);
    slopes->by[7] += slopes->by_pull * (float)constants->difficulty_pull;
    slopes->by[20] += slopes->by_factor * (float)constants->factor_by_decay;
}

/* A whole log. --------------------------------------------------------------------------------------------- */

/* Of all the memories that lie in lanes so many apart. Each sum is added up from the first lane to the last, so that it
 * has the same bits whatever the width of a vector. */
#define SUM_LANES 16
struct lane_sums {
    double loss[SUM_LANES], by[PARAMETERS][SUM_LANES];
    float information[PARAMETERS][PARAMETERS][SUM_LANES]; /* the lower triangle */
};

INLINE void add_to(double *sums, lanes values)
{
    lanes_double sum;
    memcpy(&sum, sums, sizeof sum);
    sum += __builtin_convertvector(values, lanes_double);
    memcpy(sums, &sum, sizeof sum);
}

INLINE void add_slopes(struct lane_sums *sums, size_t lane, const struct slopes *slopes, lanes loss,
                       bool wants_information)
{
    add_to(sums->loss + lane, loss);
    for (size_t i = 0; i < PARAMETERS; i++) {
        add_to(sums->by[i] + lane, slopes->by[i]);
        for (size_t j = 0; wants_information && j <= i; j++) {
            float *information = sums->information[i][j] + lane;
            lanes_store(information, lanes_load(information) + slopes->by[i] * slopes->by[j]);
        }
    }
}

/* Some vectors of a block, on their way. */
struct streams {
    lanes stability[STREAMS], difficulty[STREAMS];
    uint32_t review_counts[STREAMS]; /* the most of any lane */
};

INLINE struct streams streams_begin(const struct review_block *block, const struct first *first, size_t lane)
{
    struct streams streams;
    for (size_t stream = 0; stream < STREAMS; stream++) {
        size_t at = lane + stream * LANES;
        begin(first, block->steps[0].words + at, &streams.stability[stream], &streams.difficulty[stream]);
        streams.review_counts[stream] = block->review_counts[at + LANES - 1];
    }
    return streams;
}

/* Forward over one review of each vector that still has one. */
INLINE void streams_step(const struct model *model, const struct review_step *step, size_t lane, uint32_t index,
                         struct trail *trails, struct streams *streams)
{
    struct ahead ahead[STREAMS];
    size_t began = 0;
    while (index >= streams->review_counts[began]) /* the shorter ones come first */
        began++;
    for (size_t stream = began; stream < STREAMS; stream++) {
        trails[stream].stability = streams->stability[stream];
        trails[stream].difficulty = streams->difficulty[stream];
        stage_time(model, step->words + lane + stream * LANES, &ahead[stream], &trails[stream]);
    }
    for (size_t stream = began; stream < STREAMS; stream++)
        stage_logs(&ahead[stream], &trails[stream]);
    for (size_t stream = began; stream < STREAMS; stream++)
        stage_powers(model, &ahead[stream], &trails[stream]);
    for (size_t stream = began; stream < STREAMS; stream++)
        stage_rise(model, &ahead[stream], &trails[stream]);
    for (size_t stream = began; stream < STREAMS; stream++) {
        streams->stability[stream] = stage_stability(model, &ahead[stream], &trails[stream]);
        streams->difficulty[stream] = difficulty_after(model, ahead[stream].seen.grade, trails[stream].difficulty);
    }
}

INLINE void sum_streams(const struct pass *pass, const struct review_block *block,
                        const struct pass_constants *constants, const struct model *model, const struct first *first,
                        size_t lane, struct lane_sums *sums)
{
    struct trail *trails = (struct trail *)(void *)pass->trail;
    struct streams streams = streams_begin(block, first, lane);
    for (uint32_t i = 1; i < streams.review_counts[STREAMS - 1]; i++)
        streams_step(model, &block->steps[i], lane, i, &trails[i * STREAMS], &streams);
    for (size_t stream = 0; stream < STREAMS; stream++) {
        struct slopes slopes = { .by = { { 0 } } };
        struct adjoint adjoint = { .stability = { 0 } };
        size_t at = lane + stream * LANES;
        lanes loss = { 0 }, unguessed = 1.0F - lanes_load(block->chances + at);
        for (uint32_t i = streams.review_counts[stream]; i-- > 1;)
            step_back(model, &block->steps[i], at, unguessed, &trails[i * STREAMS + stream], &streams.stability[stream],
                      &streams.difficulty[stream], &adjoint, &slopes, &loss);
        first_back(constants, block->steps[0].words + at, streams.difficulty[stream], adjoint, &slopes);
        slopes_end(constants, &slopes);
        add_slopes(sums, at % SUM_LANES, &slopes, loss, pass->wants_information);
    }
}

static double over_lanes(const double *sums)
{
    double sum = 0;
    for (size_t lane = 0; lane < SUM_LANES; lane++)
        sum += sums[lane];
    return sum;
}

static void end_sums(const struct lane_sums *lane_sums, struct pass_sums *sums)
{
    sums->loss = over_lanes(lane_sums->loss);
    for (size_t i = 0; i < PARAMETERS; i++) {
        sums->gradient[i] = over_lanes(lane_sums->by[i]);
        for (size_t j = 0; j <= i; j++) {
            double sum = 0;
            for (size_t lane = 0; lane < SUM_LANES; lane++)
                sum += (double)lane_sums->information[i][j][lane];
            sums->information[i][j] = sums->information[j][i] = sum;
        }
    }
}

static void lanes_sum(const struct pass *pass, const double parameters[static PARAMETERS], struct pass_sums *sums)
{
    struct pass_constants constants = pass_constants_make(parameters);
    struct model model = model_make(&constants);
    struct first first = first_make(&constants);
    struct lane_sums lane_sums;
    memset(&lane_sums, 0, sizeof lane_sums);
    for (size_t i = 0; i < pass->blocks->count; i++)
        for (size_t lane = 0; lane < BLOCK_LANES; lane += STREAMS * LANES)
            sum_streams(pass, &pass->blocks->items[i], &constants, &model, &first, lane, &lane_sums);
    end_sums(&lane_sums, sums);
}

/* Forward alone. */
static void lanes_predict(const struct pass *pass, const double parameters[static PARAMETERS], float *forgotten)
{
    struct pass_constants constants = pass_constants_make(parameters);
    struct model model = model_make(&constants);
    struct first first = first_make(&constants);
    for (size_t b = 0; b < pass->blocks->count; b++) {
        const struct review_block *block = &pass->blocks->items[b];
        for (size_t lane = 0; lane < BLOCK_LANES; lane += STREAMS * LANES) {
            struct streams streams = streams_begin(block, &first, lane);
            for (uint32_t i = 1; i < streams.review_counts[STREAMS - 1]; i++) {
                struct trail trails[STREAMS] = { { .forgotten = { 0 } } };
                streams_step(&model, &block->steps[i], lane, i, trails, &streams);
                for (size_t stream = 0; stream < STREAMS; stream++)
                    lanes_store(forgotten + i * BLOCK_LANES + lane + stream * LANES, trails[stream].forgotten);
            }
        }
        forgotten += (size_t)block->step_count * BLOCK_LANES;
    }
}

const struct pass_path PASS_PATH = { .name = PASS_NAME, .sum = lanes_sum, .predict = lanes_predict };
