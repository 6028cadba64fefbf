#include "fit/pass_constants.h"

#include "base/number.h"
#include "model/memory.h"

#define LOG_OF_NINE_TENTHS (-0.10536051565782628)

struct pass_constants pass_constants_make(const double parameters[static SCHEDULE_PARAMETER_COUNT])
{
    const double *w = parameters;
    double power = number_pow(0.9, -1 / w[20]);
    struct pass_constants constants = {
        .w = w,
        .factor = power - 1,
        .factor_by_decay = power * LOG_OF_NINE_TENTHS / (w[20] * w[20]),
        .difficulty_step = -w[6] / 9,
        .growth = number_exp(w[8]),
        .lapse_cap = number_exp(-w[17] * w[18]),
    };
    for (int grade = MEMORY_AGAIN; grade <= MEMORY_EASY; grade++) {
        constants.grade_growth[grade] = number_exp(w[5] * (grade - 1));
        constants.first_difficulty[grade] = w[4] - constants.grade_growth[grade] + 1;
    }
    constants.difficulty_pull = constants.first_difficulty[MEMORY_EASY];
    return constants;
}
