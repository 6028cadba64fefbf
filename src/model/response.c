#include "model/response.h"

const char *const sureness_ids[SURENESS_COUNT] = { "unsaid", "guess", "fairly", "sure" };
