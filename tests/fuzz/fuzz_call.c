/* Any bytes as the body of each call of the API. */
#include <stdint.h>

#include "http_stage.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const struct http_stage_address calls[] = {
        { "POST", "/api/v1/runs" },
        { "POST", "/api/v1/runs/RUN/steps/1/answer" },
        { "POST", "/api/v1/runs/RUN/steps/2/flag" },
        { "POST", "/api/v1/runs/RUN/steps/3/report" },
        { "POST", "/api/v1/runs/RUN/steps/1/report" },
        { "POST", "/api/v1/runs/ALOUD/steps/1/ticks" },
        { "POST", "/api/v1/review" },
    };
    http_stage_send(calls, sizeof calls / sizeof *calls, "application/json",
                    (struct string){ (const char *)data, size });
    return 0;
}
