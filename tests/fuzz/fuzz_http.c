/* Any bytes as a request: its first line, its headers (cookies among them), its body. */
#include <stdint.h>

#include "http_stage.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    http_stage_ask((struct string){ (const char *)data, size });
    return 0;
}
