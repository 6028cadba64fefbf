/* fit_json: what came of fitting parameters, as members of a JSON object (docs/json-output.md). */
#ifndef VIVA_CMD_FIT_JSON_H
#define VIVA_CMD_FIT_JSON_H

#include "base/json.h"
#include "model/fit_outcome.h"

void fit_json_write(struct json_writer *json, const struct fit_outcome *outcome);

#endif
