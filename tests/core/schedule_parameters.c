/* schedule_parameters: what each of the 21 numbers may be, and what becomes of older ones. */
#include "core/schedule_parameters.h"

#include <math.h>
#include <string.h>

#include "../expect.h"
#include "base/number.h"

static void assert_fault(const double *parameters, size_t from, enum schedule_fault fault, size_t expected)
{
    size_t index = from;
    assert_int_equal(schedule_parameters_check(parameters, &index), fault);
    assert_int_equal(index, expected);
}

static void the_defaults_are_fine(void **state)
{
    (void)state;
    assert_fault(schedule_parameters_default, 0, SCHEDULE_FINE, SCHEDULE_PARAMETER_COUNT);
}

static void a_bound_is_allowed_and_one_beyond_is_not(void **state)
{
    (void)state;
    for (size_t i = 0; i < SCHEDULE_PARAMETER_COUNT; i++) {
        double parameters[SCHEDULE_PARAMETER_COUNT];
        memcpy(parameters, schedule_parameters_default, sizeof parameters);
        struct schedule_bounds bounds = schedule_parameters_bounds[i];
        const struct {
            double value;
            enum schedule_fault fault;
        } rows[] = { { bounds.low, SCHEDULE_FINE },
                     { bounds.high, SCHEDULE_FINE },
                     { nextafter(bounds.low, -HUGE_VAL), SCHEDULE_TOO_LOW },
                     { nextafter(bounds.high, HUGE_VAL), SCHEDULE_TOO_HIGH },
                     { HUGE_VAL, SCHEDULE_NO_NUMBER },
                     { -HUGE_VAL, SCHEDULE_NO_NUMBER },
                     { number_log(-1), SCHEDULE_NO_NUMBER } };
        for (size_t row = 0; row < sizeof rows / sizeof *rows; row++) {
            parameters[i] = rows[row].value;
            assert_fault(parameters, 0, rows[row].fault, rows[row].fault ? i : SCHEDULE_PARAMETER_COUNT);
        }
    }
}

static void all_faults_are_found_one_after_another(void **state)
{
    (void)state;
    double parameters[SCHEDULE_PARAMETER_COUNT];
    memcpy(parameters, schedule_parameters_default, sizeof parameters);
    parameters[3] = 101;
    parameters[20] = 0;
    assert_fault(parameters, 0, SCHEDULE_TOO_HIGH, 3);
    assert_fault(parameters, 4, SCHEDULE_TOO_LOW, 20);
    assert_fault(parameters, 21, SCHEDULE_FINE, SCHEDULE_PARAMETER_COUNT);
}

/* With w19 and w20 as they are added, S after a same-day review and R are those of FSRS-5. */
static void nineteen_parameters_get_two_more(void **state)
{
    (void)state;
    double upgraded[SCHEDULE_PARAMETER_COUNT];
    assert_true(schedule_parameters_upgrade(schedule_parameters_default, 19, upgraded));
    assert_memory_equal(upgraded, schedule_parameters_default, 19 * sizeof *upgraded);
    assert_true(upgraded[19] == 0 && upgraded[20] == 0.5);
    assert_fault(upgraded, 0, SCHEDULE_FINE, SCHEDULE_PARAMETER_COUNT);
}

/* The first difficulties of FSRS-4.5 lay on a line, w4 - w5 (g - 3); those of today on a curve that meets it at Again
 * and Good. */
static void seventeen_parameters_keep_their_difficulties(void **state)
{
    (void)state;
    static const double old[17] = { 0.4872, 1.4003, 3.7145, 13.8206, 5.1618, 1.2298, 0.8975, 0.031, 1.6474,
                                    0.1367, 1.0461, 2.1072, 0.0793,  0.3246, 1.587,  0.2272, 2.8755 };
    double upgraded[SCHEDULE_PARAMETER_COUNT];
    assert_true(schedule_parameters_upgrade(old, 17, upgraded));
    assert_true(fabs(upgraded[4] - (old[4] + 2 * old[5])) < 1e-12);
    assert_true(fabs(number_exp(3 * upgraded[5]) - 1 - 3 * old[5]) < 1e-12);
    assert_true(fabs(upgraded[6] - (old[6] + 0.5)) < 1e-12);
    assert_true(upgraded[17] == 0 && upgraded[18] == 0 && upgraded[19] == 0 && upgraded[20] == 0.5);
    assert_fault(upgraded, 0, SCHEDULE_FINE, SCHEDULE_PARAMETER_COUNT);
}

static void other_counts_are_no_parameters(void **state)
{
    (void)state;
    double upgraded[SCHEDULE_PARAMETER_COUNT];
    for (size_t count = 0; count < 40; count++)
        if (count != 17 && count != 19 && count != 21)
            assert_false(schedule_parameters_upgrade(schedule_parameters_default, count, upgraded));
    assert_true(schedule_parameters_upgrade(schedule_parameters_default, 21, upgraded));
    assert_memory_equal(upgraded, schedule_parameters_default, sizeof upgraded);
}

/* fsrs-rs src/parameter_clipper.rs: two steps leave the defaults alone. */
static void the_cap_of_two_steps_leaves_the_defaults_alone(void **state)
{
    (void)state;
    double parameters[SCHEDULE_PARAMETER_COUNT];
    memcpy(parameters, schedule_parameters_default, sizeof parameters);
    schedule_parameters_cap(parameters, 2);
    assert_memory_equal(parameters, schedule_parameters_default, sizeof parameters);
}

static void the_cap_grows_tighter_with_the_steps_and_ends_at_a_tenth(void **state)
{
    (void)state;
    double last = 2;
    for (size_t steps = 0; steps <= 8; steps++) {
        double parameters[SCHEDULE_PARAMETER_COUNT];
        memcpy(parameters, schedule_parameters_default, sizeof parameters);
        parameters[17] = parameters[18] = 2;
        schedule_parameters_cap(parameters, steps);
        assert_true(parameters[17] == parameters[18]);
        assert_true(steps < 2 ? parameters[17] == 2 : parameters[17] < last);
        last = parameters[17];
    }
    double steep[SCHEDULE_PARAMETER_COUNT];
    memcpy(steep, schedule_parameters_default, sizeof steep);
    steep[11] = 5;
    steep[17] = 2;
    schedule_parameters_cap(steep, 2);
    assert_true(fabs(steep[17] - 0.1) < 1e-12 && steep[18] == schedule_parameters_default[18]);
    steep[11] = 0.001;
    steep[17] = 2;
    schedule_parameters_cap(steep, 2);
    assert_true(fabs(steep[17] - 2) < 1e-12 || steep[17] < 2);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_defaults_are_fine),
        cmocka_unit_test(a_bound_is_allowed_and_one_beyond_is_not),
        cmocka_unit_test(all_faults_are_found_one_after_another),
        cmocka_unit_test(nineteen_parameters_get_two_more),
        cmocka_unit_test(seventeen_parameters_keep_their_difficulties),
        cmocka_unit_test(other_counts_are_no_parameters),
        cmocka_unit_test(the_cap_of_two_steps_leaves_the_defaults_alone),
        cmocka_unit_test(the_cap_grows_tighter_with_the_steps_and_ends_at_a_tenth),
    };
    return cmocka_run_group_tests_name("schedule_parameters", tests, NULL, NULL);
}
