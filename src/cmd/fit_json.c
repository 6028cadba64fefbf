#include "cmd/fit_json.h"

#include "cmd/output.h"

static void write_parameters(struct json_writer *json, const char *key, const double *parameters)
{
    json_write_key(json, key);
    json_begin_array(json);
    for (size_t i = 0; i < FIT_PARAMETERS; i++)
        json_write_real(json, parameters[i]);
    json_end_array(json);
}

static void write_real(struct json_writer *json, const char *key, double value)
{
    json_write_key(json, key);
    json_write_real(json, value);
}

static void write_measures(struct json_writer *json, const char *key, const struct measures *measures)
{
    json_write_key(json, key);
    json_begin_object(json);
    write_real(json, "log_loss", measures->log_loss);
    write_real(json, "rmse_bins", measures->rmse_bins);
    write_real(json, "auc", measures->auc);
    write_real(json, "predicted", measures->predicted);
    json_end_object(json);
}

/* null where nothing was predicted: there is no figure then, not one of 0. */
static void write_comparison(struct json_writer *json, const char *key, const struct measures *before,
                             const struct measures *after)
{
    json_write_key(json, key);
    if (before->count == 0) {
        json_write_null(json);
        return;
    }
    json_begin_object(json);
    output_integer(json, "predicted_reviews", (int64_t)before->count);
    write_real(json, "recall", before->recall);
    write_measures(json, "current", before);
    write_measures(json, "fitted", after);
    json_end_object(json);
}

void fit_json_write(struct json_writer *json, const struct fit_outcome *outcome)
{
    output_integer(json, "reviews", (int64_t)outcome->review_count);
    output_integer(json, "predicted_reviews", (int64_t)outcome->predicted_count);
    output_string(json, "verdict", string_from(fit_verdict_ids[outcome->verdict]));
    write_parameters(json, "parameters", outcome->parameters);
    write_parameters(json, "current", outcome->current);
    write_parameters(json, "fitted", outcome->fitted);
    write_comparison(json, "held_back", &outcome->held_before, &outcome->held_after);
    write_comparison(json, "whole_log", &outcome->log_before, &outcome->log_after);
}
