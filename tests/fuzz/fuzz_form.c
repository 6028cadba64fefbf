/* Any bytes as the body of each form. */
#include <stdint.h>

#include "http_stage.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const struct http_stage_address forms[] = {
        { "POST", "/runs/RUN/1/answer" },  { "POST", "/runs/RUN/2/flag" }, { "POST", "/runs/RUN/3/report" },
        { "POST", "/runs/RUN/1/report" },  { "POST", "/runs/RUN/again" },  { "POST", "/runs/ALOUD/1/points" },
        { "POST", "/runs/ALOUD/1/ticks" }, { "POST", "/review" },
    };
    http_stage_send(forms, sizeof forms / sizeof *forms, "application/x-www-form-urlencoded",
                    (struct string){ (const char *)data, size });
    return 0;
}
