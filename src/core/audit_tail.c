#include "core/audit_tail.h"

#include "base/number.h"

/* Credits. ------------------------------------------------------------------------------------------------- */

void audit_credits_add(struct audit_credits *credits, uint8_t picks, const struct audit_exercise *exercise)
{
    size_t equal = (size_t)__builtin_popcount(picks);
    credits->counts[equal][exercise->option_count]++;
    credits->exercise_count++;
    credits->earned += picks >> exercise->best & 1 ? AUDIT_CREDIT / (int64_t)equal : 0;
}

bool audit_credits_tell(const struct audit_credits *credits)
{
    for (size_t options = 1; options <= EXERCISE_OPTIONS_MAX; options++)
        for (size_t picks = 1; picks < options; picks++)
            if (credits->counts[picks][options] > 0)
                return true;
    return false;
}

double audit_credits_right(const struct audit_credits *credits)
{
    return credits->exercise_count ? (double)credits->earned / AUDIT_CREDIT / (double)credits->exercise_count : 0;
}

double audit_credits_chance(const struct audit_credits *credits)
{
    double chance = 0;
    for (size_t options = 1; options <= EXERCISE_OPTIONS_MAX; options++)
        for (size_t picks = 1; picks <= options; picks++)
            chance += (double)credits->counts[picks][options] / (double)options;
    return credits->exercise_count ? chance / (double)credits->exercise_count : 0;
}

#define ONE_OVER_ROOT_2_PI 0.39894228040143267794

/* Cumulants. ----------------------------------------------------------------------------------------------- */

struct cumulants {
    double log_moment, mean, variance; /* of the sum under lambda, in credits */
};

static struct cumulants cumulants(const struct audit_tail *tail, double lambda)
{
    struct cumulants sum = { 0 };
    for (size_t i = 0; i < tail->class_count; i++) {
        const struct audit_class *class = &tail->classes[i];
        double credit = 1.0 / (double)class->picks, chance = (double)class->picks / (double)class->options;
        double grown = chance * number_exp(lambda * credit), moment = 1 - chance + grown, likely = grown / moment;
        double count = (double)class->count;
        sum.log_moment += count * number_log(moment);
        sum.mean += count * credit * likely;
        sum.variance += count * credit * credit * likely * (1 - likely);
    }
    return sum;
}

static double in_credits(const struct audit_tail *tail, double units)
{
    return units / (double)tail->lattice;
}

/* The lambda under which sum is expected. At the ends of what can be earned there is none: half a unit within. */
#define LAMBDA_MAX 300.0
#define HALVINGS   60
static double lambda_for(const struct audit_tail *tail)
{
    double units = (double)tail->sum;
    if (tail->sum == tail->most)
        units -= 0.5;
    else if (tail->sum == tail->least)
        units += 0.5;
    double low = -LAMBDA_MAX, high = LAMBDA_MAX;
    for (int i = 0; i < HALVINGS; i++) {
        double middle = (low + high) / 2;
        *(cumulants(tail, middle).mean < in_credits(tail, units) ? &low : &high) = middle;
    }
    return (low + high) / 2;
}

/* How likely each sum is. ---------------------------------------------------------------------------------- */

static size_t greatest_divisor(size_t a, size_t b)
{
    return b == 0 ? a : greatest_divisor(b, a % b);
}

static void add_classes(struct audit_tail *tail, const struct audit_credits *credits)
{
    tail->lattice = 1;
    for (size_t picks = 1; picks <= EXERCISE_OPTIONS_MAX; picks++)
        for (size_t options = picks; options <= EXERCISE_OPTIONS_MAX; options++) {
            size_t count = credits->counts[picks][options];
            if (count == 0)
                continue;
            tail->classes[tail->class_count++] = (struct audit_class){ count, picks, options };
            tail->lattice = tail->lattice / greatest_divisor(tail->lattice, picks) * picks;
        }
}

static void add_range(struct audit_tail *tail, const struct audit_credits *credits)
{
    for (size_t i = 0; i < tail->class_count; i++) {
        const struct audit_class *class = &tail->classes[i];
        size_t units = class->count * (tail->lattice / class->picks);
        tail->most += units;
        tail->least += class->picks == class->options ? units : 0;
    }
    tail->sum = (size_t)credits->earned * tail->lattice / AUDIT_CREDIT;
}

/* One exercise more that earns step with this probability. */
static void convolve(double *weights, size_t top, size_t step, double likely)
{
    for (size_t i = top; i > 0; i--)
        weights[i] = weights[i] * (1 - likely) + (i >= step ? weights[i - step] * likely : 0);
    weights[0] *= 1 - likely;
}

#define NEGLIGIBLE 1e-25 /* a weight; the levels asked for are far above their sum */

static void weigh(struct audit_tail *tail, struct arena *arena)
{
    size_t top = 0;
    tail->weights = ARENA_NEW_MANY(arena, tail->most + 1, double);
    tail->weights[0] = 1;
    for (size_t i = 0; i < tail->class_count; i++) {
        const struct audit_class *class = &tail->classes[i];
        double credit = 1.0 / (double)class->picks, chance = (double)class->picks / (double)class->options;
        double grown = chance * number_exp(tail->middle * credit);
        for (size_t n = 0; n < class->count; n++) {
            top += tail->lattice / class->picks;
            convolve(tail->weights, top, tail->lattice / class->picks, grown / (1 - chance + grown));
        }
    }
    tail->last = top;
    while (tail->first < tail->sum && tail->weights[tail->first] < NEGLIGIBLE)
        tail->first++;
    while (tail->last > tail->sum && tail->weights[tail->last] < NEGLIGIBLE)
        tail->last--;
}

struct audit_tail audit_tail_of(struct arena *arena, const struct audit_credits *credits)
{
    struct audit_tail tail = { .exercise_count = credits->exercise_count };
    add_classes(&tail, credits);
    add_range(&tail, credits);
    tail.middle = lambda_for(&tail);
    if (tail.exercise_count * (tail.most + 1) / 2 <= AUDIT_TAIL_WORK)
        weigh(&tail, arena);
    return tail;
}

/* Tails. --------------------------------------------------------------------------------------------------- */

enum side { AT_MOST, AT_LEAST };

/* 1 where a greater sum lies beyond, -1 where a smaller one does. */
static double sign_of(enum side side)
{
    return side == AT_LEAST ? 1 : -1;
}

/* The weights from the sum on to one side, as lambda has them but for a factor. lambda lies on the other side of
 * middle, so the terms shrink. */
static double weights_beyond(const struct audit_tail *tail, double lambda, enum side side)
{
    double ratio = number_exp((lambda - tail->middle) * sign_of(side) / (double)tail->lattice), power = 1, sum = 0;
    size_t count = side == AT_LEAST ? tail->last - tail->sum : tail->sum - tail->first;
    for (size_t i = 0; i <= count; i++) {
        sum += tail->weights[side == AT_LEAST ? tail->sum + i : tail->sum - i] * power;
        power *= ratio;
    }
    return sum;
}

static double summed_tail(const struct audit_tail *tail, double lambda, enum side side)
{
    double moments = cumulants(tail, tail->middle).log_moment - cumulants(tail, lambda).log_moment;
    double factor = number_exp((lambda - tail->middle) * in_credits(tail, (double)tail->sum) + moments);
    bool is_beyond = (lambda - tail->middle) * sign_of(side) <= 0;
    if (is_beyond)
        return factor * weights_beyond(tail, lambda, side);
    /* The terms would grow: it is what the other side leaves, which holds the sum itself, too. */
    return 1 -
           factor * (weights_beyond(tail, lambda, side == AT_LEAST ? AT_MOST : AT_LEAST) - tail->weights[tail->sum]);
}

/* Lugannani and Rice: nothing is added up, so it does not matter how many exercises there are. distance is w, which is
 * not near 0. */
static double beyond_saddlepoint(const struct audit_tail *tail, double variance, double away, double distance)
{
    double step = in_credits(tail, 1);
    double v = number_square_root(variance) * (1 - number_exp(-away * step)) / step;
    double density = ONE_OVER_ROOT_2_PI * number_exp(-distance * distance / 2);
    return number_normal_above(distance) + density * (1 / v - 1 / distance);
}

/* In the middle both terms of the formula grow beyond bounds, though their difference does not: there it is the mean of
 * what is so close on both sides, in standard deviations. */
#define NEAR_MIDDLE 0.01

static double approximated_tail(const struct audit_tail *tail, double lambda, enum side side)
{
    struct cumulants there = cumulants(tail, tail->middle), here = cumulants(tail, lambda);
    double away = (tail->middle - lambda) * sign_of(side);
    double square = 2 * ((tail->middle - lambda) * there.mean - there.log_moment + here.log_moment);
    double distance = number_square_root(square);
    if (distance >= NEAR_MIDDLE)
        return beyond_saddlepoint(tail, there.variance, away, away < 0 ? -distance : distance);
    double shift = 2 * NEAR_MIDDLE / number_square_root(there.variance);
    return (approximated_tail(tail, tail->middle - shift, side) + approximated_tail(tail, tail->middle + shift, side)) /
           2;
}

static double tail_at(const struct audit_tail *tail, double lambda, enum side side)
{
    return tail->weights ? summed_tail(tail, lambda, side) : approximated_tail(tail, lambda, side);
}

double audit_tail_chance(const struct audit_tail *tail)
{
    return tail->sum == tail->least ? 1 : tail_at(tail, 0, AT_LEAST);
}

/* The expected share under the lambda at which the tail has this level: bracketed in growing steps, then halved. */
#define BOUND_HALVINGS 32
static double bound(const struct audit_tail *tail, double level, enum side side)
{
    double inner = tail->middle, step = sign_of(side) / number_square_root(cumulants(tail, inner).variance);
    double outer = inner - step;
    for (int i = 0; i < 60 && tail_at(tail, outer, side) > level; i++) {
        inner = outer;
        outer -= step;
        step *= 2;
    }
    for (int i = 0; i < BOUND_HALVINGS; i++) {
        double middle = (inner + outer) / 2;
        *(tail_at(tail, middle, side) > level ? &inner : &outer) = middle;
    }
    return cumulants(tail, (inner + outer) / 2).mean / (double)tail->exercise_count;
}

double audit_tail_low(const struct audit_tail *tail, double level)
{
    if (tail->sum == tail->least)
        return in_credits(tail, (double)tail->sum) / (double)tail->exercise_count;
    return bound(tail, level, AT_LEAST);
}

double audit_tail_high(const struct audit_tail *tail, double level)
{
    if (tail->sum == tail->most)
        return in_credits(tail, (double)tail->sum) / (double)tail->exercise_count;
    return bound(tail, level, AT_MOST);
}
